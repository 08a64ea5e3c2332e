import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { ProviderCalls } from '../../../../core/http/provider-calls.js';
import { fourgeeksFailure } from './fourgeeks.errors.js';

export type FourgeeksRow = Record<string, unknown>;

export interface FourgeeksPage {
  /** How many there are in all. */
  count: number;
  rows: FourgeeksRow[];
}

/** More makes Heroku's 30 seconds run out (contract §6). */
export const PAGE_SIZE = 100;

/** The part of BreatheCode that knows students and their cohorts, one method per endpoint. */
export class FourgeeksClient {
  constructor(
    private readonly calls: ProviderCalls,
    private readonly token: string,
  ) {}

  students(academy: number, offset: number): Promise<FourgeeksPage> {
    return this.page(academy, 'v1/auth/academy/student', 'list-students', { offset });
  }

  /** By the user's id. */
  async student(academy: number, userId: string): Promise<FourgeeksRow> {
    return asRecord(await this.get(academy, `v1/auth/academy/student/${encodeURIComponent(userId)}`, 'get-student'));
  }

  enrolments(academy: number, offset: number): Promise<FourgeeksPage> {
    return this.page(academy, 'v1/admissions/academy/cohort/user', 'list-enrolments', { roles: 'STUDENT', offset });
  }

  async enrolment(academy: number, id: string): Promise<FourgeeksRow> {
    return asRecord(await this.get(academy, `v1/admissions/academy/cohort/user/${encodeURIComponent(id)}`, 'get-enrolment'));
  }

  // `limit` makes the answer an envelope; without it a list is its first twenty, and nothing says so (contract §0.1).
  // `sort=id` does not move under inserts.
  private async page(academy: number, path: string, event: string, query: Record<string, string | number>): Promise<FourgeeksPage> {
    const json = asRecord(await this.get(academy, path, event, { ...query, limit: PAGE_SIZE, sort: 'id' }));
    if (!Array.isArray(json.results) || typeof json.count !== 'number') throw unexpected('«count» y «results»');
    return { count: json.count, rows: json.results.map(asRecord) };
  }

  private async get(academy: number, path: string, event: string, query?: Record<string, string | number>): Promise<unknown> {
    const headers = { authorization: `Token ${this.token}`, academy: String(academy) };
    return (await this.calls.send({ method: 'GET', path, query, headers, event: `fourgeeks.${event}`, write: false }, fourgeeksFailure)).json;
  }
}

function asRecord(json: unknown): FourgeeksRow {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unexpected('un registro');
  return json as FourgeeksRow;
}

const unexpected = (what: string): IntegrationFailure => new IntegrationFailure('malformed_response', { code: 'invalid_response', message: `La API de 4Geeks respondió sin ${what}.` });
