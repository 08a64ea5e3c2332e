import ipaddr from 'ipaddr.js';
import type { DataSource } from 'typeorm';

interface Limit {
  /** Tries before the first lock. */
  free: number;
}
/** An address may be a whole office behind one router, hence more patience than with one account. */
export const ACCOUNT: Limit = { free: 5 };
export const ADDRESS: Limit = { free: 20 };

/** Seconds to wait after the last free try, and after each further one; the last of them for ever. */
const LOCKS = [30, 60, 120, 240, 480, 900];

/**
 * Counts a try before the password is looked at, so that a thousand tries at once cannot all slip past the same count.
 * Answers 0 when the try may go on, else the seconds to wait. Tries while locked change nothing: nobody can keep
 * somebody else out for ever. Failures more than a day old are forgotten.
 */
export async function takeTry(db: DataSource, subject: string, limit: Limit): Promise<number> {
  const taken: unknown[] = await db.query(
    `INSERT INTO login_throttle AS t (subject, failures, last_failure, locked_until) VALUES ($1, 1, now(), NULL)
     ON CONFLICT (subject) DO UPDATE SET
       failures = CASE WHEN t.last_failure < now() - interval '1 day' THEN 1 ELSE t.failures + 1 END,
       last_failure = now(),
       locked_until = CASE WHEN t.last_failure < now() - interval '1 day' OR t.failures + 1 < $2 THEN NULL
         ELSE now() + ($3::int[])[least(t.failures + 2 - $2, array_length($3, 1))] * interval '1 second' END
     WHERE t.locked_until IS NULL OR t.locked_until <= now()
     RETURNING failures`,
    [subject, limit.free, LOCKS],
  );
  if (taken.length > 0) return 0;
  const [row]: { seconds: string }[] = await db.query(
    `SELECT ceil(extract(epoch FROM locked_until - now())) AS seconds FROM login_throttle WHERE subject = $1`, [subject]);
  return Math.max(1, Number(row?.seconds ?? 1));
}

/** After a right password: the account starts anew; the address only gets this one try back, or a guesser with an
 *  account of their own could guess for ever. */
export async function giveBack(db: DataSource, account: string, address: string): Promise<void> {
  await db.query('DELETE FROM login_throttle WHERE subject = $1', [account]);
  await db.query(
    'UPDATE login_throttle SET failures = greatest(failures - 1, 0), locked_until = NULL WHERE subject = $1', [address]);
  await db.query(`DELETE FROM login_throttle WHERE last_failure < now() - interval '2 days'`);
}

export const accountSubject = (email: string): string => `account:${email.trim().toLowerCase().slice(0, 254)}`;

/** One IPv6 customer owns at least a /64, so its addresses count as one. */
export function addressSubject(ip: string): string {
  if (!ipaddr.isValid(ip)) return `address:${ip.slice(0, 100)}`;
  const address = ipaddr.process(ip);
  const counted = address.kind() === 'ipv4' ? address : `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
  return `address:${counted.toString()}`;
}
