export { ErrorReviewService } from './error-review.service.js';
export { BulkUpdated, ErrorPage, ErrorQuery } from './integration-error.dto.js';
export * from './integration-error.entity.js';
export { IntegrationErrorsModule } from './integration-errors.module.js';
export { IntegrationErrorsService, type CheckedEntities } from './integration-errors.service.js';
export type { ErrorReport, MendedEntity } from './statements.js';
