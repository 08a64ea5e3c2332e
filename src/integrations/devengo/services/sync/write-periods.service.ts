import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../../core/database/index.js';
import type { PeriodStatus, ServiceType } from '../../entities/words.js';
import { contentHash } from '../../mapping/content-hash.js';
import type { MappedEnrolment } from '../../mapping/enrolment.js';
import { areCompatible } from '../../mapping/service-type.js';
import { matchPeriod, type PeriodContract, type PeriodMatch } from '../../mapping/match-period.js';
import { changeDate } from '../../mapping/period-status.js';
import { problemOf, type RecordProblem } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ClientVault } from '../client-vault.service.js';

interface Stored {
  id: number;
  external_id: string;
  service_contract_id: number | null;
  client_id: number | null;
  start_date: string;
  end_date: string;
  status: PeriodStatus;
  status_change_date: string | null;
  content_hash: string | null;
  deleted_at: Date | null;
}

interface Period {
  enrolment: MappedEnrolment;
  client: number | null;
  contract: number | null;
  status_change_date: string | null;
  content_hash: string;
  problems: RecordProblem[];
}

const STORED = `
  SELECT id, external_id, service_contract_id, client_id, start_date::text, end_date::text, status, status_change_date::text, content_hash, deleted_at
  FROM devengo_service_period WHERE company = $1 AND external_id = ANY($2::text[])`;
const LINKS = `SELECT external_id, client_id FROM devengo_client_external_id WHERE company = $1 AND system = 'fourgeeks' AND external_id = ANY($2::text[])`;
const MAILED = 'SELECT id, identifier_hash FROM devengo_client WHERE company = $1 AND identifier_hash = ANY($2::text[])';
const CONTRACTS = `
  SELECT c.id, c.client_id, c.contract_date::text, s.service_type FROM devengo_service_contract c JOIN devengo_service s ON s.id = c.service_id
  WHERE c.company = $1 AND c.client_id = ANY($2::int[]) ORDER BY c.id`;
const CLOSED = `SELECT month::text FROM devengo_accrual_month WHERE company = $1 AND status = 'closed'`;
const UPSERT = `
  INSERT INTO devengo_service_period (company, external_id, service_contract_id, client_id, name, start_date, end_date, status, raw_status, status_change_date, original_data, content_hash)
  SELECT $1, * FROM unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::date[], $7::date[], $8::text[], $9::text[], $10::date[], $11::jsonb[], $12::text[])
  ON CONFLICT (company, external_id) DO UPDATE SET
    service_contract_id = excluded.service_contract_id, client_id = excluded.client_id, name = excluded.name, start_date = excluded.start_date, end_date = excluded.end_date,
    status = excluded.status, raw_status = excluded.raw_status, status_change_date = excluded.status_change_date, original_data = excluded.original_data,
    content_hash = excluded.content_hash, deleted_at = NULL, updated_at = now()`;

interface Surroundings {
  clientOf: Map<string, number>;
  contractsOf: Map<number, (PeriodContract & { client_id: number })[]>;
  closed: string[];
  today: string;
}

/** Takes enrolments over as periods of their contracts; rows are written only where something differs. */
@Injectable()
export class WritePeriods {
  constructor(private readonly vaults: ClientVault) {}

  async write(tx: Queryable, company: string, enrolments: readonly MappedEnrolment[], today: string): Promise<RecordOutcome[]> {
    const stored = new Map(((await tx.query(STORED, [company, enrolments.map(({ external_id }) => external_id)])).rows as Stored[]).map((row) => [row.external_id, row]));
    const around = await this.surroundings(tx, company, enrolments, today);
    const periods = enrolments.map((enrolment) => periodOf(enrolment, stored.get(enrolment.external_id), around));
    const changed = periods.filter((period) => differs(period, stored.get(period.enrolment.external_id)));
    await store(tx, company, changed);
    return periods.map((period) => {
      const { external_id } = period.enrolment;
      const result = period.problems.length > 0 ? 'failed' : !stored.has(external_id) ? 'created' : changed.includes(period) ? 'updated' : 'unchanged';
      return { external_id, result, problems: period.problems };
    });
  }

  private async surroundings(tx: Queryable, company: string, enrolments: readonly MappedEnrolment[], today: string): Promise<Surroundings> {
    const vault = await this.vaults.of(company);
    const links = (await tx.query(LINKS, [company, enrolments.map(({ user_id }) => user_id)])).rows as { external_id: string; client_id: number }[];
    const byUser = new Map(links.map(({ external_id, client_id }) => [external_id, client_id]));
    const strangers = enrolments.filter(({ user_id, email }) => email !== null && !byUser.has(user_id));
    const mailed = strangers.length === 0 ? [] : ((await tx.query(MAILED, [company, strangers.map(({ email }) => vault.hash(email!))])).rows as { id: number; identifier_hash: string }[]);
    const byHash = new Map(mailed.map(({ identifier_hash, id }) => [identifier_hash, id]));
    const clientOf = new Map(enrolments.flatMap(({ external_id, user_id, email }) => {
      const client = byUser.get(user_id) ?? (email === null ? undefined : byHash.get(vault.hash(email)));
      return client === undefined ? [] : [[external_id, client] as const];
    }));
    const contracts = (await tx.query(CONTRACTS, [company, [...new Set(clientOf.values())]])).rows as { id: number; client_id: number; contract_date: string; service_type: ServiceType }[];
    const contractsOf: Surroundings['contractsOf'] = new Map();
    for (const contract of contracts) contractsOf.set(contract.client_id, [...(contractsOf.get(contract.client_id) ?? []), contract]);
    return { clientOf, contractsOf, closed: ((await tx.query(CLOSED, [company])).rows as { month: string }[]).map(({ month }) => month), today };
  }
}

function periodOf(enrolment: MappedEnrolment, before: Stored | undefined, { clientOf, contractsOf, closed, today }: Surroundings): Period {
  const problems: RecordProblem[] = [];
  const client = clientOf.get(enrolment.external_id) ?? null;
  const contracts = client === null ? [] : (contractsOf.get(client) ?? []);
  const kept = contracts.find(({ id, service_type }) => id === before?.service_contract_id && areCompatible(service_type, enrolment.service_type));
  const match: PeriodMatch = kept ? { contract: kept.id } : client === null ? { problem: withoutClient(enrolment) } : matchPeriod(enrolment, contracts);
  if ('problem' in match) problems.push(match.problem);
  const dates = keptDates(enrolment, before, closed, problems);
  const { original_data: _whole, updated, email: _private, who: _said, ...content } = { ...enrolment, ...dates };
  return {
    enrolment: { ...enrolment, ...dates },
    client,
    contract: 'contract' in match ? match.contract : null,
    status_change_date: changeDate(before ?? null, enrolment.status, { updated, start: dates.start_date, today }),
    // The CRM's date of the last touch is no content: it moves with everything (contract fourgeeks §0.2).
    content_hash: contentHash(content),
    problems,
  };
}

/** Dates that closed months were computed from stay; somebody must look at the difference. */
function keptDates({ who, start_date, end_date }: MappedEnrolment, before: Stored | undefined, closed: readonly string[], problems: RecordProblem[]): { start_date: string; end_date: string } {
  if (!before || (before.start_date === start_date && before.end_date === end_date)) return { start_date, end_date };
  const [first, last] = [before.start_date < start_date ? before.start_date : start_date, before.end_date > end_date ? before.end_date : end_date];
  const fixed = closed.find((month) => month >= `${first.slice(0, 7)}-01` && month <= last);
  if (fixed === undefined) return { start_date, end_date };
  problems.push(problemOf('closed_month', `${who}: ahora va de ${start_date} a ${end_date} en 4Geeks, pero hay meses cerrados (${fixed.slice(0, 7)}) calculados con ${before.start_date} a ${before.end_date}. Se conservan las fechas: reabra el mes o ignore el cambio.`, { crm: { start_date, end_date } }));
  return { start_date: before.start_date, end_date: before.end_date };
}

const withoutClient = ({ who, user_id }: MappedEnrolment): RecordProblem =>
  problemOf('not_found', `${who}: no es ningún cliente (usuario ${user_id}). Sincronice los alumnos (crm-clients).`, { user: user_id });

function differs({ client, contract, status_change_date, content_hash }: Period, before: Stored | undefined): boolean {
  return !before || before.content_hash !== content_hash || before.client_id !== client || before.service_contract_id !== contract || before.status_change_date !== status_change_date || before.deleted_at !== null;
}

async function store(tx: Queryable, company: string, changed: readonly Period[]): Promise<void> {
  if (changed.length === 0) return;
  const column = <K extends keyof MappedEnrolment>(name: K) => changed.map(({ enrolment }) => enrolment[name]);
  const of = <K extends keyof Period>(name: K) => changed.map((period) => period[name]);
  await tx.query(UPSERT, [company, column('external_id'), of('contract'), of('client'), column('name'), column('start_date'), column('end_date'), column('status'), column('raw_status'), of('status_change_date'), column('original_data'), of('content_hash')]);
}
