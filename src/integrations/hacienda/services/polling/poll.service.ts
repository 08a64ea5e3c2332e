import { Injectable } from '@nestjs/common';
import type { ScheduleRunner } from '../../../../core/integration/index.js';
import { POLLED_DOCUMENTS, POLLED_RECEIVED } from './polled.js';
import { Poller } from './poller.service.js';

/** Documents of ours. */
@Injectable()
export class PollDocuments implements ScheduleRunner {
  constructor(private readonly poller: Poller) {}

  runSchedule(stopping: AbortSignal): Promise<Record<string, unknown>> {
    return this.poller.poll(POLLED_DOCUMENTS, stopping);
  }
}

/** Our answers to suppliers' documents. */
@Injectable()
export class PollReceived implements ScheduleRunner {
  constructor(private readonly poller: Poller) {}

  runSchedule(stopping: AbortSignal): Promise<Record<string, unknown>> {
    return this.poller.poll(POLLED_RECEIVED, stopping);
  }
}
