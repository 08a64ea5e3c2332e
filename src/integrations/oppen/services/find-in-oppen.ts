import { IntegrationFailure } from '../../../core/errors/index.js';
import type { OppenClient } from '../client/oppen.client.js';
import { textOf, type OppenInvoice } from '../client/oppen.types.js';
import { isOurs, type Announced } from '../mapping/same-invoice.js';

/** Our invoice in Oppen, if it is there: by its official number, then by what only ours can have. */
export async function findOurs(client: OppenClient, announced: Announced): Promise<OppenInvoice | undefined> {
  const { OfficialSerNr: official } = announced.body;
  const rows = await client.invoicesNumbered(official).catch(cannotLookUp);
  // That this field can be filtered by is an assumption (contract §6). Rows of other numbers: it cannot, and "not there" proves nothing.
  if (rows.some(({ OfficialSerNr }) => textOf(OfficialSerNr) !== official)) throw lookupImpossible('Oppen no filtra por OfficialSerNr');
  return rows.find((row) => isOurs(row, announced));
}

function cannotLookUp(error: unknown): never {
  if (!(error instanceof IntegrationFailure) || !REFUSED.has(error.category)) throw error;
  throw lookupImpossible(error.message);
}

// A refusal will be the same tomorrow. An answer that cannot be read (a proxy's page) may be readable in a minute.
const REFUSED: ReadonlySet<string> = new Set(['validation_error', 'credential_error', 'not_found', 'conflict']);

const lookupImpossible = (why: string): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'oppen.lookup_impossible',
    message: `No se sabe si la factura llegó y no se pudo buscar (${why}). Búsquela en Oppen: si no está, reenvíela; si está, márquela como resuelta.`,
  });
