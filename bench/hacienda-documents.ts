import { buildDocumentXml, claveOf, judgeDocument, type PreparedDocument } from '../src/integrations/hacienda/mapping/index.js';
import { openP12, signXml, type SigningKey } from '../src/integrations/hacienda/signing/index.js';
import { median } from './support/ratios.js';
import type { Figure } from './support/report.js';
import { invoiceOf, ISSUER, makeP12, PIN } from './support/taxpayer.js';

const SIZES = [{ lines: 50, target: 15 }, { lines: 1000, target: 120 }] as const;
const TODAY = '2026-11-28';
const CONSECUTIVE = '00100001010000000041';
const NUMBERS = {
  clave: claveOf({ date: TODAY, identification: ISSUER.identification, consecutive: CONSECUTIVE, situation: '1', securityCode: '12345678' }),
  consecutive: CONSECUTIVE,
  issuedAt: `${TODAY}T10:15:00-06:00`,
};

/** CPU of one invoice from the user's JSON to the signed XML; the key is open already, as it is in a running worker. */
export async function measureHaciendaDocuments(): Promise<Figure[]> {
  const key = openP12(makeP12(), PIN);
  return SIZES.map(({ lines, target }) => {
    const invoice = invoiceOf(lines);
    const steps = Array.from({ length: 24 }, () => measure(invoice, key)).slice(4);
    const [judged, written, signed] = [0, 1, 2].map((step) => median(steps.map((taken) => taken[step]!)));
    return {
      name: `CPU ms of a Hacienda invoice of ${lines} lines`, value: judged! + written! + signed!, target: { atMost: target },
      from: `judge ${judged!.toFixed(1)}, write ${written!.toFixed(1)}, sign ${signed!.toFixed(1)}`,
    };
  });
}

/** Milliseconds of CPU of each step. */
function measure(invoice: object, key: SigningKey): number[] {
  const marks = [process.cpuUsage()];
  const mark = (): void => void marks.push(process.cpuUsage());
  const document = judged(invoice);
  mark();
  const xml = buildDocumentXml(document, ISSUER, NUMBERS);
  mark();
  signXml(xml, key, new Date());
  mark();
  return marks.slice(1).map(({ user, system }, index) => (user + system - marks[index]!.user - marks[index]!.system) / 1000);
}

function judged(invoice: object): PreparedDocument {
  const verdict = judgeDocument(invoice, { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(`The invoice of the benchmark is no good: ${JSON.stringify(verdict.problems)}`);
  return verdict.document;
}
