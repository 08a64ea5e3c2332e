import { IntegrationFailure } from '../../../core/errors/index.js';

/** Something that keeps a document from going to Alegra, for the person who can mend it. */
export interface Problem {
  /** Where in the payload: `items[2].qty`. */
  path: string;
  /** Stable: `missing`, `not_a_number`, `item_unmapped`, `tax_unmapped`, `payment_unmapped`… */
  code: string;
  message: string;
}

/** All problems of a document at once: one correction mends them all. */
export function problemsFailure(problems: readonly Problem[], reference: string | null): IntegrationFailure {
  const codes = new Set(problems.map(({ code }) => code));
  const shown = problems.slice(0, 10).map(({ message }) => message);
  const more = problems.length > 10 ? ` … y ${problems.length - 10} problemas más.` : '';
  return new IntegrationFailure('validation_error', {
    code: codes.size === 1 ? problems[0]!.code : 'document_invalid',
    message: `${reference ? `${reference}: ` : ''}${shown.join(' ')}${more}`,
    details: { problems: problems.slice(0, 50) },
  });
}
