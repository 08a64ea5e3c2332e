import { DOCUMENT_KINDS } from '../catalogues/index.js';
import type { DocumentNumbers, Issuer, PreparedDocument } from '../mapping/types.js';
import { drawHeading, drawParties } from './heading.js';
import { drawLines } from './lines-table.js';
import { Sheet } from './sheet.js';
import { drawReferences, drawSummary } from './summary.js';

export interface PdfInput {
  document: PreparedDocument;
  issuer: Issuer;
  /** Absent until the document is signed. */
  numbers?: DocumentNumbers;
  /** As the document's row has it: `accepted`, `submitted`… */
  state: string;
  /** Made in Hacienda's test environment. */
  test?: boolean;
}

// What Costa Rican invoices print since version 4.4; sources disagree on the day, so it has none.
const LEGEND = 'Autorizada mediante resolución N.° MH-DGT-RES-0027-2024';

/** The "representación gráfica" to hand to a customer: letter pages, the same bytes for the same input. */
export function renderPdf(input: PdfInput): Promise<Buffer> {
  const { document, issuer, numbers } = input;
  const { name } = DOCUMENT_KINDS[document.document_type];
  const info = {
    title: numbers ? `${name} ${numbers.consecutive}` : `${name} (borrador)`,
    author: issuer.name,
    date: numbers ? new Date(numbers.issuedAt) : new Date(0),
    foot: numbers ? `Clave ${numbers.clave} · versión 4.4 · ${LEGEND}` : `${name} · borrador sin validez tributaria`,
  };
  return Sheet.make(info, (sheet) => {
    drawHeading(sheet, input);
    drawParties(sheet, input);
    drawLines(sheet, input);
    drawSummary(sheet, input);
    drawReferences(sheet, input);
  });
}
