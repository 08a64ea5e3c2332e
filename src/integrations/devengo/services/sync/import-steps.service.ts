import { Injectable } from '@nestjs/common';
import type { ImportStep } from '../../mapping/steps.js';
import { SyncEnrolments } from './sync-enrolments.service.js';
import { SyncInvoices } from './sync-invoices.service.js';
import { SyncNotion } from './sync-notion.service.js';
import type { SyncRun } from './sync-run.js';
import { SyncServices } from './sync-services.service.js';
import { SyncStudents } from './sync-students.service.js';

/** A step that reads a provider. `one` reads a single record of it again; without it there is only the whole. */
export interface ImportsRecords {
  run(run: SyncRun): Promise<void>;
  one?(run: SyncRun, external_id: string): Promise<void>;
}

/** Which service does which step. */
@Injectable()
export class ImportSteps {
  private readonly byName: Record<ImportStep, ImportsRecords>;

  constructor(services: SyncServices, invoices: SyncInvoices, students: SyncStudents, enrolments: SyncEnrolments, notion: SyncNotion) {
    this.byName = { services, invoices, 'crm-clients': students, 'service-periods': enrolments, 'notion-external-id': notion };
  }

  run(run: SyncRun): Promise<void> {
    return this.byName[run.order.step].run(run);
  }

  /** One record again, or all of them where the provider only makes sense as a whole. */
  async one(run: SyncRun, external_id: string): Promise<void> {
    const step = this.byName[run.order.step];
    await (step.one ? step.one(run, external_id) : step.run(run));
  }
}
