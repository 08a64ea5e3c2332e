import { Injectable } from '@nestjs/common';
import { CredentialStateService } from '../credentials/index.js';
import { PublishEvents } from '../events/index.js';
import { CallLimiter, HttpClient } from '../http/index.js';
import { IntegrationErrorsService } from '../integration-errors/index.js';
import { Metrics } from '../metrics/index.js';
import { RetryPolicies } from '../retry-queue/retry-policies.service.js';

/** What the pipeline works with, gathered so that its constructor stays readable. */
@Injectable()
export class PipelineTools {
  constructor(
    readonly http: HttpClient,
    readonly limiter: CallLimiter,
    readonly state: CredentialStateService,
    readonly errors: IntegrationErrorsService,
    readonly policies: RetryPolicies,
    readonly metrics: Metrics,
    readonly events: PublishEvents,
  ) {}
}
