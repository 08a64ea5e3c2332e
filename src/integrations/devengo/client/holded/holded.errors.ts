import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Exchange } from '../../../../core/http/exchange.js';
import { ANY_ANSWER, BEFORE_AN_ANSWER, failureOf, type ErrorTable } from '../read-errors.js';

/** Source: contract holded §4. Of an HTML page with 200 only the one that says 404 means «not there»; any other is an outage. */
export const HOLDED_ERRORS: ErrorTable = {
  label: 'Holded',
  rows: [
    ...BEFORE_AN_ANSWER,
    { when: { status: 200, body: /<title>\s*404/i }, category: 'not_found', code: 'not_found', say: 'Holded no encuentra lo pedido.' },
    ...ANY_ANSWER,
  ],
  words: (body) => echoed(body),
};

export const holdedFailure = (exchange: Exchange, { write }: { write: boolean }): IntegrationFailure => failureOf(HOLDED_ERRORS, exchange, write);

/** A refusal dressed as a success: `{"status":0,"info":"…"}` with 200 (contract §0.6). */
export const refusedInside = (info: string): IntegrationFailure =>
  /not found/i.test(info)
    ? new IntegrationFailure('not_found', { code: 'not_found', message: `Holded no encuentra lo pedido. Dijo: «${info}».` })
    : new IntegrationFailure('validation_error', { code: 'http_error', message: `Holded rechazó la consulta. Dijo: «${info.slice(0, 300)}».`, details: { response: { status: 200, body: info } } });

function echoed(body: string): string {
  try {
    const { info, message, error } = (JSON.parse(body) ?? {}) as Record<string, unknown>;
    const said = [info, message, (error as { message?: unknown } | undefined)?.message].find((value) => typeof value === 'string');
    return typeof said === 'string' ? said : '';
  } catch {
    return '';
  }
}
