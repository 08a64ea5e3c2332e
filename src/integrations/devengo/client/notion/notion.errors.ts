import type { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Exchange } from '../../../../core/http/exchange.js';
import { ANY_ANSWER, BEFORE_AN_ANSWER, failureOf, wordsOf, type ErrorTable } from '../read-errors.js';

/** Source: contract notion §6. A wrong database or property is the credential's fault, not the record's. */
export const NOTION_ERRORS: ErrorTable = {
  label: 'Notion',
  rows: [
    ...BEFORE_AN_ANSWER,
    { when: { status: 400 }, category: 'validation_error', code: 'http_error', say: 'Notion no entiende la consulta. Revise database_id y data_source_id en la credencial.' },
    { when: { status: 404 }, category: 'not_found', code: 'not_found', say: 'Notion no encuentra la base o la página: compártala con la integración y revise los identificadores.' },
    { when: { status: 409 }, category: 'transient_error', code: 'http_error', say: 'Notion estaba guardando otro cambio.' },
    { when: { status: 529, write: true }, category: 'outcome_unknown', code: 'rate_limited', say: 'Notion está sobrecargado.' },
    { when: { status: 529 }, category: 'rate_limited', code: 'rate_limited', say: 'Notion está sobrecargado. Se seguirá cuando lo permita.' },
    ...ANY_ANSWER,
  ],
  words: wordsOf('message', 'code'),
};

export const notionFailure = (exchange: Exchange, { write }: { write: boolean }): IntegrationFailure => failureOf(NOTION_ERRORS, exchange, write);
