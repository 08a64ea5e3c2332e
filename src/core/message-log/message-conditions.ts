import type { Bind } from '../lists/conditions.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** `message_search` holds this many characters of a payload (pipeline/finish.ts); JSON text is up to half as long again as its bytes. */
export const SEARCHED_BYTES = 60_000;

/** Words in the payload, the reference or the error; or an id, or how a reference begins. */
export function textCondition(q: string, bind: Bind): string {
  if (UUID.test(q)) return `(id = ${bind(q)}::uuid OR correlation_id = ${bind(q)}::uuid)`;
  return `id IN (
    SELECT message_id FROM message_search WHERE document @@ websearch_to_tsquery('simple', ${bind(q)})
    UNION ALL SELECT id FROM integration_message WHERE external_reference LIKE ${bind(`${q.replace(/[\\%_]/g, '\\$&')}%`)})`;
}

/**
 * A place in the payload (`customer.identification`, `$.items[0].code`), with the value there or with any. Looks at what was
 * received; at what was sent only when asked for `outbound`, row by row: the full text index does not hold it.
 */
export function jsonCondition(path: string, value: string | undefined, outbound: boolean, bind: Bind): string {
  const place = path.trim().replace(/^\$\.?/, '').split(/[.[\]]+/).filter(Boolean);
  // No place is not every place.
  if (place.length === 0) return 'FALSE';
  const steps = bind(place);
  if (value === undefined) return `payload #> ${steps}::text[] IS NOT NULL`;
  const exact = `payload #>> ${steps}::text[] = ${bind(value)}`;
  if (outbound || !isIndexed(value)) return exact;
  // The full text index finds few candidates first: those with the value's words, those not yet in it, those too long for it.
  return `id IN (
    SELECT message_id FROM message_search WHERE document @@ plainto_tsquery('simple', to_jsonb(${bind(value)}::text)::text)
    UNION ALL SELECT id FROM integration_message WHERE direction = 'inbound' AND status IN ('received','processing')
    UNION ALL SELECT id FROM integration_message WHERE octet_length(payload_raw) > ${SEARCHED_BYTES}) AND ${exact}`;
}

// What has no word, or what PostgreSQL's parser may take for a tag and swallow its surroundings, is not looked up by words.
const isIndexed = (value: string): boolean => /[\p{L}\p{N}]/u.test(value) && !/[<>&]/.test(value);

/** `customer.identification=3101…` → its two halves. */
export function jsonText(text: string, bind: Bind, { direction }: Record<string, unknown>): string {
  const [path = '', ...rest] = text.split('=');
  return jsonCondition(path, rest.length === 0 ? undefined : rest.join('=').trim(), direction === 'outbound', bind);
}
