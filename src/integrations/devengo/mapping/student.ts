import { emailOf } from './contact.js';
import { rowOf, textOf, type Row } from './fields.js';
import { dayOfIso } from './madrid.js';

export interface MappedStudent {
  /** The user's id; null for one who was invited and has none yet. */
  external_id: string | null;
  email: string | null;
  name: string;
  created: string | null;
}

/** A student of an academy (contract fourgeeks §3): the identity is the user's, the profile's id is of one academy only. */
export function mapStudent(row: Row): MappedStudent {
  const user = rowOf(row.user);
  const name = [row.first_name ?? user.first_name, row.last_name ?? user.last_name].map(textOf).filter(Boolean).join(' ');
  return { external_id: textOf(user.id) || null, email: emailOf(user.email) ?? emailOf(row.email), name, created: dayOfIso(row.created_at) };
}
