import { IntegrationFailure } from '../../../core/errors/index.js';
import { environmentOf, type HaciendaCredential } from './open-session.js';

/** What was signed for test or production never goes to the other. Throws a `conflict`. */
export function assertSameEnvironment(environment: string | null, credential: HaciendaCredential): void {
  if (environment === environmentOf(credential)) return;
  throw new IntegrationFailure('conflict', {
    code: 'hacienda.other_environment',
    message: `Este documento se firmó para ${environment === 'production' ? 'producción' : 'pruebas'} y la credencial es ahora del otro ambiente: no se envía. Cámbiela de vuelta, o emita otro documento.`,
  });
}
