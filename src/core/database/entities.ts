import { ApiKey } from '../auth/api-key.entity.js';
import { AppUser } from '../auth/app-user.entity.js';
import { AuditLog } from '../audit/audit-log.entity.js';
import { Company } from '../companies/company.entity.js';
import { CredentialState } from '../credentials/credential-state.entity.js';
import { IntegrationCredential } from '../credentials/integration-credential.entity.js';
import { IntegrationError } from '../integration-errors/integration-error.entity.js';
import { IntegrationMessage } from '../message-log/integration-message.entity.js';
import { Notification } from '../notifications/notification.entity.js';
import { Operation, OperationItem } from '../operations/operation.entity.js';
import { RemoteDocument } from '../pipeline/remote-document.entity.js';
import { RetryQueueEntry } from '../retry-queue/retry-queue-entry.entity.js';
import { Schedule, ScheduleRun, SyncExecution } from '../schedule/schedule.entity.js';

/** The core's entities. Integrations bring their own through their definition. */
export const ENTITIES = [
  ApiKey, AppUser, AuditLog, Company, CredentialState, IntegrationCredential, IntegrationError, IntegrationMessage,
  Notification, Operation, OperationItem, RemoteDocument, RetryQueueEntry, Schedule, ScheduleRun, SyncExecution,
];
