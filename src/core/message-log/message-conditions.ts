import type { DataSource } from 'typeorm';
import type { Bind } from '../lists/conditions.js';
import { inTime } from '../lists/time-limit.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** `message_search` holds this many characters of a payload (pipeline/finish.ts); JSON text is up to half as long again as its bytes. */
const SEARCHED_BYTES = 60_000;
/**
 * Few: their ids are gathered first, and the list looks only at these. Many: the list is read in its own order, and comes upon
 * them soon. PostgreSQL, asked for both in one statement, takes the wrong way for one of them (1 s and 8 s at a million messages).
 */
const FEW = 5_000;
const GATHER_MS = 4_000;

const WORDS = `websearch_to_tsquery('simple', $1)`;
const SAME_WORDS = `plainto_tsquery('simple', to_jsonb($1::text)::text)`;

/** Words in the payload, the reference or the error; or an id, or how a reference begins. */
export async function textCondition(q: string, bind: Bind, db: DataSource): Promise<string> {
  if (UUID.test(q)) return `(id = ${bind(q)}::uuid OR correlation_id = ${bind(q)}::uuid)`;
  const prefix = `${q.replace(/[\\%_]/g, '\\$&')}%`;
  const holding = await few(db, `SELECT message_id AS id FROM message_search WHERE document @@ ${WORDS}`, q);
  const called = await few(db, 'SELECT id FROM integration_message WHERE external_reference LIKE $1', prefix);
  const parts = holding || called ? [`id = ANY(${bind([...(holding ?? []), ...(called ?? [])])}::uuid[])`] : [];
  if (!holding) parts.push(`EXISTS (SELECT 1 FROM message_search s WHERE s.message_id = integration_message.id AND s.document @@ ${WORDS.replace('$1', bind(q))} OFFSET 0)`);
  if (!called) parts.push(`external_reference LIKE ${bind(prefix)}`);
  return `(${parts.join(' OR ')})`;
}

/**
 * A place in the payload (`customer.identification`, `$.items[0].code`), with the value there or with any. Looks at what was
 * received; at what was sent only when asked for `outbound`, row by row: the full text index does not hold it.
 */
export async function jsonCondition(path: string, value: string | undefined, outbound: boolean, bind: Bind, db: DataSource): Promise<string> {
  const place = path.trim().replace(/^\$\.?/, '').split(/[.[\]]+/).filter(Boolean);
  // No place is not every place.
  if (place.length === 0) return 'FALSE';
  const steps = bind(place);
  if (value === undefined) return `payload #> ${steps}::text[] IS NOT NULL`;
  const exact = `payload #>> ${steps}::text[] = ${bind(value)}`;
  if (outbound || !isIndexed(value)) return exact;
  // Those with the value's words, those not yet in the full text, those too long for it.
  const candidates = await few(db, `
    SELECT message_id AS id FROM message_search WHERE document @@ ${SAME_WORDS}
    UNION ALL SELECT id FROM integration_message WHERE direction = 'inbound' AND status IN ('received','processing')
    UNION ALL SELECT id FROM integration_message WHERE octet_length(payload_raw) > ${SEARCHED_BYTES}`, value);
  return candidates ? `id = ANY(${bind(candidates)}::uuid[]) AND ${exact}` : `direction = 'inbound' AND ${exact}`;
}

// What has no word, or what PostgreSQL's parser may take for a tag and swallow its surroundings, is not looked up by words.
const isIndexed = (value: string): boolean => /[\p{L}\p{N}]/u.test(value) && !/[<>&]/.test(value);

/** `customer.identification=3101…` → its two halves. */
export function jsonText(text: string, bind: Bind, db: DataSource, { direction }: Record<string, unknown>): Promise<string> {
  const [path = '', ...rest] = text.split('=');
  return jsonCondition(path, rest.length === 0 ? undefined : rest.join('=').trim(), direction === 'outbound', bind, db);
}

/** Their ids; null when there are many. */
async function few(db: DataSource, text: string, value: string): Promise<string[] | null> {
  const rows = await inTime<{ id: string }>(db, GATHER_MS, `${text} LIMIT ${FEW + 1}`, [value]);
  return rows.length > FEW ? null : rows.map(({ id }) => id);
}
