import type { ScheduleDefinition } from '../../core/integration/index.js';
import { CleanResponses, CleanRetryQueue } from './services/clean-up.service.js';
import { PollDocuments, PollReceived } from './services/polling/poll.service.js';
import { ProcessRetryQueue } from './services/process-retry-queue.service.js';
import { WarnCertificates } from './services/warn-certificates.service.js';

const timezone = 'America/Costa_Rica';

/** The specification's four, suppliers' documents, and the certificates. Polling looks every minute, because each company sets its own interval. */
export const HACIENDA_SCHEDULES: readonly ScheduleDefinition[] = [
  { name: 'hacienda.poll-pending-documents', cron: '* * * * *', timezone, runner: PollDocuments, description: 'Pregunta a Hacienda por los documentos enviados; cada uno, cada 15 min (polling_interval).' },
  { name: 'hacienda.poll-received-documents', cron: '* * * * *', timezone, runner: PollReceived, description: 'Pregunta a Hacienda por las respuestas a documentos de proveedores, con el mismo intervalo.' },
  { name: 'hacienda.process-retry-queue', cron: '*/5 * * * *', timezone, runner: ProcessRetryQueue, description: 'Vuelve a intentar lo que está vencido en la cola de reintentos.' },
  { name: 'hacienda.cleanup-response-messages', cron: '0 2 * * *', timezone, runner: CleanResponses, description: 'Borra respuestas más viejas que response_retention_days (90 días).' },
  { name: 'hacienda.cleanup-retry-queue', cron: '0 3 * * *', timezone, runner: CleanRetryQueue, description: 'Borra reintentos terminados hace más de 30 días; los fallidos quedan.' },
  { name: 'hacienda.warn-certificates', cron: '0 7 * * *', timezone, runner: WarnCertificates, description: 'Avisa 30 días antes de que venza una llave criptográfica.' },
];
