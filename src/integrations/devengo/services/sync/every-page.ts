import { IntegrationFailure } from '../../../../core/errors/index.js';
import { PAGE_SIZE } from '../../client/holded/holded.client.js';

/** Nobody has so many; a list that goes on is broken. */
const MOST_PAGES = 2_000;

/**
 * Every page of a list that says neither how many it has nor which is the last (contract holded §2): until an empty one, or one that
 * begins as the one before, as lists do that ignore `page`. Such a list with a full first page may have more: then nobody knows.
 */
export async function* everyPage<Row extends { id: string }>(read: (page: number) => Promise<Row[]>, from: number): AsyncGenerator<{ page: number; rows: Row[] }> {
  let before: Row[] = [];
  for (let page = from; page <= MOST_PAGES; page++) {
    const rows = await read(page);
    if (rows.length === 0) return;
    if (rows[0]!.id === before[0]?.id) {
      if (before.length >= PAGE_SIZE) throw incomplete('Holded repite la primera página y hay más.');
      return;
    }
    yield { page, rows };
    before = rows;
  }
  throw incomplete(`Holded da más de ${MOST_PAGES} páginas.`);
}

/** What was read is not all there is: nothing may be concluded from what is missing. */
export const incomplete = (message: string): IntegrationFailure => new IntegrationFailure('malformed_response', { code: 'incomplete_sweep', message: `${message} La lectura quedó incompleta; no se dio nada por borrado.` });
