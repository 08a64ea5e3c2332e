import { Global, Module } from '@nestjs/common';
import { ErrorReviewService } from './error-review.service.js';
import { IntegrationErrorsController } from './integration-errors.controller.js';
import { IntegrationErrorsService } from './integration-errors.service.js';

/** Global: every integration records what goes wrong. Needs DataSource and AuditService. */
@Global()
@Module({
  controllers: [IntegrationErrorsController],
  providers: [IntegrationErrorsService, ErrorReviewService],
  exports: [IntegrationErrorsService, ErrorReviewService],
})
export class IntegrationErrorsModule {}
