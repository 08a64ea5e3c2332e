import { IntegrationFailure } from '../errors/index.js';

/**
 * Any error as a failure of the message. One that no integration threw on purpose is a bug of ours: people are told that the
 * server's log has the detail, so it is put there, under the message's id.
 */
export function asFailure(error: unknown, messageId: string, log: { error(message: string, stack?: string): void }): IntegrationFailure {
  if (error instanceof IntegrationFailure) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  log.error(`message ${messageId}: ${cause.message}`, cause.stack);
  return new IntegrationFailure('internal_error', {
    code: 'internal_error',
    message: 'Puente falló al procesar este mensaje; el detalle está en el registro del servidor. Reenvíelo cuando se corrija.',
    cause,
  });
}
