import { ERROR_CATEGORIES } from '../../../src/core/errors/index.js';
import type { Exchange, NetworkFault } from '../../../src/core/http/exchange.js';
import { A_SENTENCE, type Conforming } from './contract.js';

const BODIES = {
  json: '{"id":"7","status":"open"}',
  'plain error': '{"message":"No se pudo","code":"901"}',
  'wrapped error': '{"error":{"code":901,"message":"No se pudo"}}',
  'list of errors': '{"errors":[{"message":"No se pudo"},null]}',
  'odd types': '{"message":{"es":["x"]},"code":{"n":1},"error":null}',
  null: 'null',
  list: '[]',
  text: 'Service Unavailable',
  html: '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>',
  cut: '{"message":"No se pu',
  empty: '',
};
const KINDS: NetworkFault['kind'][] = ['dns', 'refused', 'timeout', 'reset', 'tls', 'too_large', 'blocked_address', 'aborted', 'other'];
const STATUSES = Array.from({ length: 400 }, (_, index) => 200 + index);
const CALL = { method: 'POST', url: 'https://api.example.com/v1/documents' };

const answers: Exchange[] = STATUSES.flatMap((status) =>
  Object.values(BODIES).map((body) => ({ ...CALL, answer: { status, headers: { 'content-type': 'application/json' }, body } })),
);
const faults: Exchange[] = KINDS.flatMap((kind) => [true, false].map((sent) => ({ ...CALL, fault: { kind, sent, detail: 'ECONNRESET' } })));

/** The error table has an answer to everything, and never takes an unclear write for a failed one. */
export function errorCases({ errorTable }: Pick<Conforming, 'errorTable'>): void {
  const categories = (exchanges: Exchange[], write: boolean) => [...new Set(exchanges.map((exchange) => errorTable.failure(exchange, { write }).category))];
  const withStatus = (first: number, last = first) => answers.filter(({ answer }) => answer!.status >= first && answer!.status <= last);
  const lost = faults.filter(({ fault }) => fault!.sent);

  it.each([true, false])('knows a category and a sentence for every exchange (write: %s)', (write) => {
    const bad = [...answers, ...faults].filter((exchange) => {
      const { category, code, message } = errorTable.failure(exchange, { write });
      return !ERROR_CATEGORIES.includes(category) || !/^[\w.-]+$/.test(code) || !A_SENTENCE.test(message);
    });
    expect(bad).toEqual([]);
  });

  it('tells a limit and a refused credential from everything else', () => {
    for (const write of [true, false]) {
      expect(categories(withStatus(429), write)).toEqual(['rate_limited']);
      expect(categories(withStatus(401), write)).toEqual(['authentication_error']);
    }
  });

  it('never calls a write failed that may have arrived', () => {
    expect(categories([...withStatus(200, 299), ...withStatus(500, 599), ...lost], true)).toEqual(['outcome_unknown']);
    expect(categories(faults.filter(({ fault }) => !fault!.sent), true)).not.toContain('outcome_unknown');
    expect(categories([...answers, ...faults], false)).not.toContain('outcome_unknown');
  });
}
