import { IntegrationFailure } from '../../../core/errors/index.js';
import { Money, readDecimal } from '../../../core/money/index.js';
import type { OppenClient } from '../client/oppen.client.js';
import { textOf, type OppenInvoice } from '../client/oppen.types.js';
import type { InvoiceBody } from '../mapping/invoice.js';

/** VAT arithmetic brings a cent of difference (contract §3); more is another invoice. */
const SAME_TOTAL = new Money('0.05');

/**
 * Our invoice in Oppen, if it is there: by its official number, then by what only ours can have. A and B may share a number
 * (contract §6), and somebody may have typed one by hand.
 */
export async function findOurs(client: OppenClient, body: InvoiceBody, monto: Money): Promise<OppenInvoice | undefined> {
  const rows = await client.invoicesNumbered(body.OfficialSerNr).catch(cannotLookUp);
  // That this field can be filtered by is an assumption (contract §6). Rows of other numbers: it cannot, and "not there" proves nothing.
  if (rows.some(({ OfficialSerNr }) => textOf(OfficialSerNr) !== body.OfficialSerNr)) throw lookupImpossible('Oppen no filtra por OfficialSerNr');
  return rows.find((row) => isOurs(row, body, monto));
}

function isOurs(row: OppenInvoice, body: InvoiceBody, monto: Money): boolean {
  if (body.SerNr !== undefined && textOf(row.SerNr) === String(body.SerNr)) return true;
  const total = readDecimal(textOf(row.Total));
  return textOf(row.TransDate) === body.TransDate && total !== undefined && total !== null && total.minus(monto).abs().lte(SAME_TOTAL);
}

function cannotLookUp(error: unknown): never {
  if (!(error instanceof IntegrationFailure) || !REFUSED.has(error.category)) throw error;
  throw lookupImpossible(error.message);
}

const REFUSED: ReadonlySet<string> = new Set(['validation_error', 'credential_error', 'not_found', 'conflict', 'malformed_response']);

const lookupImpossible = (why: string): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'oppen.lookup_impossible',
    message: `No se sabe si la factura llegó y no se pudo buscar (${why}). Búsquela en Oppen: si no está, reenvíela; si está, márquela como resuelta.`,
  });
