import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Problem } from './factura-message.js';

/** All that is wrong with an invoice, as one failure for a person. */
export const problemsFailure = (problems: readonly Problem[]): IntegrationFailure =>
  new IntegrationFailure('validation_error', { code: problems[0]!.code, message: problems.map(({ message }) => message).join('; '), details: { problems } });
