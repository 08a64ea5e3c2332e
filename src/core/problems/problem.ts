import { HttpException } from '@nestjs/common';
import type { Text } from '../i18n/index.js';

/** One wrong field: `path` as a reader would write it, `items[0].name`. */
export interface FieldProblem extends Text {
  path: string;
}

export interface ProblemDetails extends Text {
  /** Stable word for programs: `last_admin`. Becomes `type: urn:puente:problem:<code>`. */
  code: string;
  errors?: FieldProblem[];
  headers?: Record<string, string>;
  /** Any further member of the problem document, in snake_case. */
  [extra: string]: unknown;
}

/** An answer that is not the wished one, told in both languages. Thrown by services, written by the problem filter. */
export class Problem extends HttpException {
  constructor(status: number, readonly details: ProblemDetails) {
    super(details.en, status);
    this.name = 'Problem';
  }
}

/** `throw problem(409, { code: 'last_admin', es: '…', en: '…', user_id })` */
export const problem = (status: number, details: ProblemDetails): Problem => new Problem(status, details);

/** The same answer for what does not exist and for what the caller may not know of. */
export const notFound = (): Problem =>
  problem(404, { code: 'not_found', es: 'No existe, o no está a su alcance.', en: 'It does not exist, or is not within your reach.' });

/** 400 for wrong fields that only a service can judge, in the same shape as those the validation pipe finds. */
export const invalidFields = (...errors: FieldProblem[]): Problem =>
  problem(400, {
    code: 'validation_failed',
    es: 'La solicitud no es válida: corrija los campos indicados.',
    en: 'The request is not valid: mend the fields named here.',
    errors,
  });
