import type { DataSource } from 'typeorm';
import type { Case } from './accrual-case.js';

export const COMPANY = 'academia';

/** A company with one service, and contracts made of the cases of the accrual rules. */
export class School {
  private count = 0;

  constructor(
    readonly source: DataSource,
    readonly company: string = COMPANY,
  ) {}

  async open(): Promise<void> {
    await this.source.query(`INSERT INTO company (code, name, timezone, currency) VALUES ($1, 'Academia', 'Europe/Madrid', 'EUR') ON CONFLICT DO NOTHING`, [this.company]);
    await this.source.query(
      `INSERT INTO devengo_service (company, external_id, account_identifier, name, service_type) VALUES ($1, 'fs', '70500001', 'ES - Full-Stack - Part-Time', 'FS'), ($1, 'ds', '70500002', 'EU - Data Science', 'DS')`,
      [this.company],
    );
  }

  /** Answers the contract's id. */
  async contract({ documents, periods = [], snapshot }: Case, service: 'fs' | 'ds' = 'fs'): Promise<number> {
    const number = ++this.count;
    const [client] = (await this.source.query(`INSERT INTO devengo_client (company, name) VALUES ($1, $2) RETURNING id`, [this.company, `Cliente ${number}`])) as { id: number }[];
    const [contract] = (await this.source.query(
      `INSERT INTO devengo_service_contract (company, service_id, client_id, contract_date, contract_amount)
       SELECT $1, id, $2, $3, $4 FROM devengo_service WHERE company = $1 AND external_id = $5 RETURNING id`,
      [this.company, client!.id, documents[0]![0], documents.reduce((sum, [, net]) => sum + Number(net), 0), service],
    )) as { id: number }[];
    for (const [day, net] of documents) await this.document(contract!.id, day, net);
    for (const [at, [start, end, status = 'ACTIVE', changed = null]] of periods.entries()) {
      await this.source.query(
        `INSERT INTO devengo_service_period (company, external_id, service_contract_id, client_id, name, start_date, end_date, status, status_change_date) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [this.company, `p-${number}-${at}`, contract!.id, client!.id, `spain-fs-pt-${number}`, start, end, status, changed],
      );
    }
    if (snapshot) {
      await this.source.query(`INSERT INTO devengo_client_snapshot (company, client_id, system, found, status, status_date, seen_at) VALUES ($1, $2, 'notion', $3, $4, $5, $6)`, [
        this.company, client!.id, snapshot.found, snapshot.status ?? null, snapshot.day ?? null, `${snapshot.seen}T12:00:00Z`,
      ]);
    }
    return contract!.id;
  }

  async document(contract: number, day: string, net: number | string): Promise<void> {
    const kind = Number(net) < 0 ? 'creditnote' : 'invoice';
    await this.source.query(
      `WITH document AS (
         INSERT INTO devengo_invoice (company, external_id, kind, client_id, invoice_number, invoice_date, net_amount, tax_amount, total_amount)
         SELECT $1, gen_random_uuid()::text, $4, client_id, $5, $3::date, $6::numeric, round($6::numeric * 0.21, 2), round($6::numeric * 1.21, 2) FROM devengo_service_contract WHERE id = $2 RETURNING id)
       INSERT INTO devengo_invoice_line (company, invoice_id, line_no, service_id, service_contract_id, name, net_amount)
       SELECT $1, document.id, 1, c.service_id, c.id, 'Curso', $6::numeric FROM document, devengo_service_contract c WHERE c.id = $2`,
      [this.company, contract, day, kind, `${kind === 'invoice' ? 'F' : 'CN'}-${day}`, net],
    );
  }

  /** Revenue of each month, of one contract or of all. */
  async months(contract?: number): Promise<Record<string, string>> {
    const rows = (await this.source.query(
      `SELECT to_char(accrual_date, 'YYYY-MM') AS month, sum(accrued_amount)::text AS amount FROM devengo_accrued_period
       WHERE company = $1 AND ($2::int IS NULL OR service_contract_id = $2) GROUP BY 1 ORDER BY 1`,
      [this.company, contract ?? null],
    )) as { month: string; amount: string }[];
    return Object.fromEntries(rows.map(({ month, amount }) => [month, amount]));
  }
}
