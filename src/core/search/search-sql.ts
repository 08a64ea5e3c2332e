import type { DataSource } from 'typeorm';
import type { SearchSource } from '../integration/search-source.js';
import { jsonCondition, textCondition } from '../message-log/message-conditions.js';
import type { Bind } from '../lists/conditions.js';

export interface Found {
  /** Id of the back-office list that shows it. */
  list: string;
  id: string;
  company: string;
  title: string;
  detail: string | null;
  state: string | null;
}

/** Rows of each list that are shown; one more tells that there are others. */
export const SHOWN = 10;
const MESSAGE = { title: 'coalesce(external_reference, event_type)', detail: `integration || ' · ' || event_type`, state: 'coalesce(outcome, status)' };

/** All the exact look-ups in one statement. `$1`: companies or null; `$2`: what was typed. */
export function exactly(sources: readonly SearchSource[], type: 'text' | 'uuid'): string {
  const parts = sources.map(({ list, table, exact, title, detail = 'NULL', state = 'NULL' }) => `
    (SELECT '${list}' AS list, id::text AS id, company, (${title})::text AS title, left((${detail})::text, 300) AS detail, (${state})::text AS state FROM ${table}
     WHERE ($1::text[] IS NULL OR company = ANY($1)) AND (${exact.map((column) => `${column} = $2::${type}`).join(' OR ')}) ORDER BY ${table}.id DESC LIMIT ${SHOWN + 1})`);
  return parts.join(' UNION ALL ');
}

/** What the providers call it: the message that made the remote document. */
export const REMOTELY = `
  SELECT 'remote' AS list, message_id::text AS id, company, coalesce(remote_number, remote_id, key) AS title, integration || ' · ' || kind || ' ' || key AS detail, state
  FROM remote_document WHERE ($1::text[] IS NULL OR company = ANY($1)) AND (remote_id = $2 OR remote_number = $2) ORDER BY updated_at DESC LIMIT ${SHOWN + 1}`;

/** `customer.identification=3101…`: a place in the payload. */
export const asJsonPath = (q: string): { path: string; value: string } | null => {
  const [, path, value] = /^\$?\.?([\w-]+(?:(?:\.|\[)[\w-]+\]?)*)\s*=\s*(.+)$/su.exec(q) ?? [];
  return path && value ? { path, value: value.trim() } : null;
};

/** Messages whose payload, reference or error has the words; or that value at that place. */
export async function messagesWith(q: string, companies: string[] | null, db: DataSource): Promise<{ text: string; values: unknown[] }> {
  const values: unknown[] = [companies];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const json = asJsonPath(q);
  const condition = await (json ? jsonCondition(json.path, json.value, false, bind, db) : textCondition(q, bind, db));
  const text = `
    SELECT 'messages' AS list, id::text AS id, company, ${MESSAGE.title} AS title, ${MESSAGE.detail} AS detail, ${MESSAGE.state} AS state FROM integration_message
    WHERE ($1::text[] IS NULL OR company = ANY($1)) AND ${condition} ORDER BY integration_message.id DESC LIMIT ${SHOWN + 1}`;
  return { text, values };
}
