import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { Problem } from '../../../core/problems/index.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { Documents } from './documents.service.js';
import type { Operation } from './events.js';
import { RequestOperation, type Requested } from './request-operation.service.js';

export interface BatchAnswer {
  requested: Requested[];
  /** What this operation cannot be asked of, and why. */
  refused: { id: string; code: string; es: string; en: string }[];
}

/** Asks for an operation on many documents: `max_concurrent_batches` batches of `batch_size` leave at once, the next ones `batch_delay` seconds later. */
@Injectable()
export class RequestBatch {
  constructor(
    private readonly documents: Documents,
    private readonly companies: CompaniesService,
    private readonly operations: RequestOperation,
  ) {}

  async request(caller: Caller, operation: Operation, ids: readonly string[]): Promise<BatchAnswer> {
    const answer: BatchAnswer = { requested: [], refused: [] };
    const places = new Map<string, number>();
    for (const id of ids) {
      try {
        const { company } = await this.documents.get(caller, id);
        const place = places.get(company) ?? 0;
        answer.requested.push(await this.operations.request(caller, id, operation, await this.delayOf(company, place)));
        places.set(company, place + 1);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { code, es, en } = error.details;
        answer.refused.push({ id, code, es, en });
      }
    }
    return answer;
  }

  /** Seconds that the document at this place of its company's line waits. */
  private async delayOf(company: string, place: number): Promise<number> {
    const { batch_size, max_concurrent_batches, batch_delay } = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    return Math.floor(place / (batch_size * max_concurrent_batches)) * batch_delay;
  }
}
