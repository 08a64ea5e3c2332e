import type { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Exchange } from '../../../../core/http/exchange.js';
import { ANY_ANSWER, BEFORE_AN_ANSWER, failureOf, wordsOf, type ErrorTable } from '../read-errors.js';

/** Source: contract fourgeeks §6. Compared by status: in production the text is a sentence, in tests a slug. */
export const FOURGEEKS_ERRORS: ErrorTable = {
  label: '4Geeks',
  rows: [
    ...BEFORE_AN_ANSWER,
    { when: { status: 403 }, category: 'credential_error', code: 'http_error', say: 'El usuario no tiene permiso en esa academia de 4Geeks (read_student, read_member, read_all_cohort). Revise «academies» en la credencial.' },
    ...ANY_ANSWER,
  ],
  words: wordsOf('detail', 'error', 'message'),
};

export const fourgeeksFailure = (exchange: Exchange, { write }: { write: boolean }): IntegrationFailure => failureOf(FOURGEEKS_ERRORS, exchange, write);
