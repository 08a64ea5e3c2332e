import { isNativeError } from 'node:util/types';
import { CannotExecuteNotConnectedError, QueryFailedError } from 'typeorm';
import { problem, type Problem } from './problem.js';

const down = () =>
  problem(503, {
    code: 'database_unavailable',
    es: 'La base de datos no responde en este momento. No se guardó nada; repita la solicitud en unos segundos.',
    en: 'The database does not answer right now. Nothing was saved; repeat the request in some seconds.',
    headers: { 'Retry-After': '5' },
  });
const busy = () =>
  problem(503, {
    code: 'database_busy',
    es: 'La base de datos está ocupada y no terminó a tiempo. Repita la solicitud en unos segundos.',
    en: 'The database is busy and did not finish in time. Repeat the request in some seconds.',
    headers: { 'Retry-After': '5' },
  });
const exists = () => problem(409, { code: 'already_exists', es: 'Ya existe uno igual.', en: 'There is one like it already.' });
const inUse = () => problem(409, { code: 'related_missing', es: 'Se refiere a algo que no existe, o está en uso.', en: 'It refers to something that does not exist, or is in use.' });
const wrong = () => problem(400, { code: 'invalid_value', es: 'Un valor no tiene la forma esperada.', en: 'A value does not have the expected form.' });

/** By SQLSTATE, the longest prefix first (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const BY_SQLSTATE: [prefix: string, make: () => Problem][] = [
  ['57014', busy], // statement_timeout
  ['57P', down], // shutting down or starting up
  ['08', down], // connection
  ['53', down], // out of connections, memory or disk
  ['25006', down], // read-only standby
  ['55000', down], // not accepting connections
  ['28', down], // our own user is refused
  ['3D000', down], // our own database is not there
  ['40', busy], // deadlock, serialization
  ['55P03', busy], // lock not available
  ['23505', exists],
  ['23503', inUse],
  ['23', wrong], // check, not null
  ['22', wrong], // text that is no uuid, a zero byte, out of range
];
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Sentences of pg and pg-pool, which carry no code. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Driver not Connected|Cannot use a pool after calling end)/;
const SLOW = /^Query read timeout/;

/** The problem for a failure of the database, or undefined when `error` is something else. Never shows SQL. */
export function databaseProblem(error: unknown): Problem | undefined {
  if (error instanceof CannotExecuteNotConnectedError) return down();
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  // An error of a socket may come from another realm, where `instanceof Error` is false.
  if (!isNativeError(cause)) return undefined;
  const { code } = cause as Error & { code?: unknown };
  if (typeof code === 'string') {
    if (NETWORK.has(code)) return down();
    if (/^[0-9A-Z]{5}$/.test(code)) return BY_SQLSTATE.find(([prefix]) => code.startsWith(prefix))?.[1]();
  }
  if (LOST.test(cause.message)) return down();
  return SLOW.test(cause.message) ? busy() : undefined;
}
