import type { Queryable } from '../../../core/database/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { storedOrderKey } from './events.js';

const OF_SOURCE = 'SELECT order_key FROM integration_message WHERE id = $1 AND order_key IS NOT NULL';

/** In which orders messages may be at work on a document: its own, and that of the reference under which a message brought it in. */
export async function orderKeysOf(tx: Queryable, { company, id, source_message_id }: Pick<EinvoiceDocument, 'company' | 'id' | 'source_message_id'>): Promise<string[]> {
  const { rows } = source_message_id === null ? { rows: [] } : await tx.query(OF_SOURCE, [source_message_id]);
  return [storedOrderKey(company, id), ...(rows as { order_key: string }[]).map(({ order_key }) => order_key)];
}
