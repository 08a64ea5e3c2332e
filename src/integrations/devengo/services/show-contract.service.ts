import { Injectable } from '@nestjs/common';
import { assertSees, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { notFound } from '../../../core/problems/index.js';
import { ClientVault } from './client-vault.service.js';

type Row = Record<string, unknown>;

const CONTRACT = `
  SELECT c.id, c.company, c.contract_date::text, c.contract_amount::text, c.currency, c.status, c.release_on::text, c.released_by,
    c.client_id, cl.name AS client, cl.identifier_sealed, c.service_id, s.name AS service, s.service_type, s.account_identifier
  FROM devengo_service_contract c JOIN devengo_client cl ON cl.id = c.client_id JOIN devengo_service s ON s.id = c.service_id WHERE c.id = $1`;
const PARTS = {
  accrual: `SELECT total_amount_to_accrue::text, total_amount_accrued::text, remaining_amount_to_accrue::text, total_sessions_to_accrue, total_sessions_accrued,
    sessions_remaining_to_accrue, accrual_status, note, updated_at FROM devengo_contract_accrual WHERE service_contract_id = $1`,
  documents: `SELECT i.id, i.external_id, i.kind, i.invoice_number, i.invoice_date::text, i.status, i.currency, i.deleted_at, sum(l.net_amount)::text AS net_amount,
    (i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')) AS counts
    FROM devengo_invoice_line l JOIN devengo_invoice i ON i.id = l.invoice_id WHERE l.service_contract_id = $1 GROUP BY i.id ORDER BY i.invoice_date, i.id`,
  periods: `SELECT id, external_id, name, start_date::text, end_date::text, status, raw_status, status_change_date::text, status_change_override::text, deleted_at
    FROM devengo_service_period WHERE service_contract_id = $1 ORDER BY start_date, id`,
  rows: `SELECT id, to_char(accrual_date, 'YYYY-MM') AS month, kind, accrued_amount::text, accrual_portion::text, status, sessions_in_period, total_contract_amount::text,
    service_period_id, status_change_date::text, reference, inputs, created_at FROM devengo_accrued_period WHERE service_contract_id = $1 ORDER BY accrual_date, id`,
  notices: `SELECT to_char(month, 'YYYY-MM') AS month, type, message, service_period_id FROM devengo_accrual_notice WHERE service_contract_id = $1 ORDER BY month DESC, id`,
  snapshots: `SELECT s.system, s.found, s.status, s.raw_status, s.status_date::text, s.seen_at FROM devengo_client_snapshot s
    JOIN devengo_service_contract c ON c.client_id = s.client_id WHERE c.id = $1 ORDER BY s.system`,
} as const;

/** A contract with everything its revenue was computed from: where a number of a report ends. */
@Injectable()
export class ShowContract {
  constructor(
    private readonly db: Database,
    private readonly vault: ClientVault,
  ) {}

  /** 404 when there is none, and when it is another company's. */
  async show(caller: Caller, id: number): Promise<Row> {
    const [contract] = await this.db.rows<Row & { company: string; identifier_sealed: string | null }>(CONTRACT, [id]);
    if (!contract) throw notFound();
    assertSees(caller, contract.company);
    const { identifier_sealed, ...shown } = contract;
    const parts = await Promise.all(Object.values(PARTS).map((statement) => this.db.rows<Row>(statement, [id])));
    const { accrual, ...lists } = Object.fromEntries(Object.keys(PARTS).map((name, at) => [name, parts[at]!])) as Record<keyof typeof PARTS, Row[]>;
    return { ...shown, email: identifier_sealed === null ? null : (await this.vault.of(contract.company)).open(identifier_sealed), accrual: accrual[0] ?? null, ...lists };
  }
}
