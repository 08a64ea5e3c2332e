import { storableText } from '../../../core/text/index.js';
import type { PeriodStatus } from '../entities/words.js';
import { emailOf } from './contact.js';
import { isRow, rowOf, rowsOf, textOf, type Row } from './fields.js';
import { dayOfIso } from './madrid.js';
import { statusOf } from './period-status.js';

export interface MappedPage {
  /** Dashed, lower case. */
  id: string;
  emails: string[];
  name: string;
  status: PeriodStatus | null;
  raw_status: string | null;
  status_date: string | null;
  created: string | null;
}

/** A page of the clients' database; null for one in the bin or one Notion only shows the id of (contract notion §4). */
export function mapPage(row: Row): MappedPage | null {
  if (!isRow(row.properties) || row.in_trash === true || row.archived === true) return null;
  const properties = rowOf(row.properties);
  const values = Object.values(properties).filter(isRow);
  const title = values.find(({ type }) => type === 'title');
  // A property of the type e-mail says what it is; texts are looked into only where there is none.
  const emails = values.filter(({ type }) => type === 'email');
  const raw_status = plainOf(rowOf(properties['Educational Status'])) || null;
  const [dropped, certified] = [dateOf(properties['Drop Date']), dateOf(properties['Certificated At'])];
  return {
    id: dashed(textOf(row.id)), emails: [...new Set((emails.length > 0 ? emails : values.filter(({ type }) => type !== 'title')).map((value) => emailOf(plainOf(value))).filter((email) => email !== null))],
    name: title ? plainOf(title) : '', status: statusOf(raw_status), raw_status, status_date: dropped ?? certified, created: textOf(row.created_time) || null,
  };
}

/** The text of a value, whatever its type. */
function plainOf(value: Row): string {
  const own = value[textOf(value.type)];
  if (Array.isArray(own)) return rowsOf(own).map(({ plain_text }) => (typeof plain_text === 'string' ? storableText(plain_text) : '')).join('').trim();
  if (!isRow(own)) return textOf(own);
  if (own.type === 'array') return rowsOf(own.array).map(plainOf).find(Boolean) ?? '';
  return textOf(own.name) || textOf(own.string);
}

const dateOf = (value: unknown): string | null => dayOfIso(rowOf(rowOf(value).date).start);

const dashed = (id: string): string => id.toLowerCase().replace(/^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/, '$1-$2-$3-$4-$5');
