import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { IntegrationFailure } from '../errors/index.js';
import { RECORD, RECORD_MANY, recordColumns, recordValues, RESOLVE, RESOLVE_MENDED, resolveValues, type ErrorReport, type MendedEntity } from './statements.js';

/** Writes that are committed together with something else. */
interface WriteList {
  note(text: string, values: unknown[]): void;
}
interface FailedMessage {
  id: string;
  company: string;
  integration: string;
  correlation_id: string;
  external_reference: string | null;
}
/** Entities of one kind that an operation looked at, by their external ids. */
export interface CheckedEntities {
  company: string;
  integration_name: string;
  operation: string;
  entity_type: string;
  checked: readonly string[];
}
interface Description {
  entity_type: string;
  operation: string;
}

/** The table of what is wrong, shared by all integrations. */
@Injectable()
export class IntegrationErrorsService {
  constructor(private readonly db: DataSource) {}

  /**
   * Records an error, in the caller's transaction when `manager` is given. Met again it counts up and shows the latest
   * sentence; met again after `resolved` it opens again; `ignored` stays ignored. Answers its id and whether it is open.
   */
  async record(report: ErrorReport, manager: EntityManager = this.db.manager): Promise<{ id: string; status: string; occurrences: number }> {
    const [row] = (await manager.query(RECORD, recordValues(report))) as { id: string; status: string; occurrences: number }[];
    return row!;
  }

  /** A later success resolves what is open about the entity; answers how many. Ignored ones stay as a person left them. */
  async resolveFor(mended: MendedEntity, manager: EntityManager = this.db.manager): Promise<number> {
    const [, resolved] = (await manager.query(RESOLVE, resolveValues(mended))) as [unknown, number];
    return resolved;
  }

  /**
   * What looking at many entities at once brought: `reports` are recorded, and whatever else was open about the `checked` ones is
   * resolved. Reports are of this company, integration and operation.
   */
  async settle({ company, integration_name, operation, entity_type, checked }: CheckedEntities, reports: readonly ErrorReport[], manager: EntityManager = this.db.manager): Promise<void> {
    const still = reports.map(({ entity_external_id, error_code }) => `${error_code} ${entity_external_id}`);
    await manager.query(RESOLVE_MENDED, [company, integration_name, operation, entity_type, checked, still]);
    if (reports.length > 0) await manager.query(RECORD_MANY, recordColumns(reports));
  }

  /** The same for one failed message, as a write of its journal. */
  noteFailed(journal: WriteList, message: FailedMessage, what: Description, failure: IntegrationFailure): void {
    const details = { ...failure.details, ...(failure.httpStatus !== undefined && { http_status: failure.httpStatus }) };
    journal.note(RECORD, recordValues({
      ...what, ...entityOf(message), error_code: failure.code, error_category: failure.category, error_message: failure.message,
      error_details: details, message_id: message.id, correlation_id: message.correlation_id,
    }));
  }

  noteResolved(journal: WriteList, message: FailedMessage, what: Description): void {
    journal.note(RESOLVE, resolveValues({ ...what, ...entityOf(message) }));
  }
}

/** A document without a reference is known by the first message of its chain. */
const entityOf = ({ company, integration, external_reference, correlation_id }: FailedMessage) => ({
  company, integration_name: integration, entity_external_id: external_reference ?? correlation_id,
});
