import type { ScheduleDefinition } from '../../core/integration/index.js';
import { CleanResponses, CleanRetryQueue } from './services/clean-up.service.js';
import { PollDocuments, PollReceived } from './services/polling/poll.service.js';
import { ProcessRetryQueue } from './services/process-retry-queue.service.js';
import { WarnCertificates } from './services/warn-certificates.service.js';

const timezone = 'America/Costa_Rica';

/** The specification's four, suppliers' documents, and the certificates. Polling looks every minute, because each company sets its own interval. */
export const HACIENDA_SCHEDULES: readonly ScheduleDefinition[] = [
  { name: 'hacienda.poll-pending-documents', cron: '* * * * *', timezone, runner: PollDocuments, description: 'Pregunta a Hacienda por los documentos enviados; cada uno, cada 15 min (polling_interval) / asks Hacienda about submitted documents; each one every 15 min (polling_interval)' },
  { name: 'hacienda.poll-received-documents', cron: '* * * * *', timezone, runner: PollReceived, description: 'Pregunta a Hacienda por las respuestas a documentos de proveedores, con el mismo intervalo / asks Hacienda about the answers to suppliers’ documents, at the same interval' },
  { name: 'hacienda.process-retry-queue', cron: '*/5 * * * *', timezone, runner: ProcessRetryQueue, description: 'Vuelve a intentar lo que está vencido en la cola de reintentos / tries again what is due in the retry queue' },
  { name: 'hacienda.cleanup-response-messages', cron: '0 2 * * *', timezone, runner: CleanResponses, description: 'Borra respuestas más viejas que response_retention_days (90 días) / deletes answers older than response_retention_days (90 days)' },
  { name: 'hacienda.cleanup-retry-queue', cron: '0 3 * * *', timezone, runner: CleanRetryQueue, description: 'Borra reintentos terminados hace más de 30 días; los fallidos quedan / deletes retries that ended more than 30 days ago; the failed ones stay' },
  { name: 'hacienda.warn-certificates', cron: '0 7 * * *', timezone, runner: WarnCertificates, description: 'Avisa 30 días antes de que venza una llave criptográfica / warns 30 days before a cryptographic key ends' },
];
