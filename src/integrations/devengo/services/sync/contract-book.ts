import type { Queryable } from '../../../../core/database/index.js';
import type { ContractStatus } from '../../entities/words.js';
import { matchContract, type ContractCandidate, type ContractMatch, type DocumentToMatch } from '../../mapping/match-contract.js';

interface Contract extends ContractCandidate {
  client_id: number;
  service_id: number;
  currency: string;
  nets: string[];
  invoices: Set<string>;
}

const CONTRACTS = `
  SELECT c.id, c.client_id, c.service_id, c.currency, c.status, c.contract_date::text,
    (SELECT max(p.end_date)::text FROM devengo_service_period p WHERE p.service_contract_id = c.id AND p.deleted_at IS NULL) AS last_end
  FROM devengo_service_contract c WHERE c.company = $1 AND c.client_id = ANY($2::int[]) ORDER BY c.id`;
const HELD = `
  SELECT l.service_contract_id AS contract, i.external_id, sum(l.net_amount)::text AS net
  FROM devengo_invoice_line l JOIN devengo_invoice i ON i.id = l.invoice_id
  WHERE l.service_contract_id = ANY($1::int[]) AND i.kind = 'invoice' AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')
  GROUP BY l.service_contract_id, i.external_id`;
const IDS = `SELECT nextval(pg_get_serial_sequence('devengo_service_contract', 'id'))::int AS id FROM generate_series(1, 50)`;
const INSERT = `
  INSERT INTO devengo_service_contract (id, company, client_id, service_id, contract_date, currency) OVERRIDING SYSTEM VALUE
  SELECT row.id, $1, row.client_id, row.service_id, row.contract_date, row.currency
  FROM unnest($2::int[], $3::int[], $4::int[], $5::date[], $6::text[]) AS row(id, client_id, service_id, contract_date, currency)`;

// Always the sum of what is linked, never added to: a changed or deleted invoice corrects itself (contract devengo §4).
const RECOUNT = `
  UPDATE devengo_service_contract c SET contract_amount = s.amount, contract_date = coalesce(s.first, c.contract_date), updated_at = now()
  FROM (
    SELECT k.id, coalesce(sum(l.net_amount) FILTER (WHERE i.id IS NOT NULL), 0) AS amount, min(i.invoice_date) FILTER (WHERE i.kind = 'invoice') AS first
    FROM unnest($2::int[]) AS k(id) LEFT JOIN devengo_invoice_line l ON l.service_contract_id = k.id
      LEFT JOIN devengo_invoice i ON i.id = l.invoice_id AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')
    GROUP BY k.id) s
  WHERE c.company = $1 AND c.id = s.id AND (c.contract_amount, c.contract_date) IS DISTINCT FROM (s.amount, coalesce(s.first, c.contract_date))`;

export async function recountContracts(tx: Queryable, company: string, contracts: readonly number[]): Promise<void> {
  if (contracts.length > 0) await tx.query(RECOUNT, [company, contracts]);
}

/** The contracts of a page's clients: which one a document is of, and the new ones. */
export class ContractBook {
  private readonly byId: Map<number, Contract>;
  private readonly byKey = new Map<string, Contract[]>();
  private readonly created: Contract[] = [];
  private ids: number[] = [];

  private constructor(
    private readonly tx: Queryable,
    private readonly company: string,
    contracts: Contract[],
  ) {
    this.byId = new Map(contracts.map((contract) => [contract.id, contract]));
    for (const contract of contracts) this.index(contract);
  }

  static async load(tx: Queryable, company: string, clients: readonly number[]): Promise<ContractBook> {
    const rows = (await tx.query(CONTRACTS, [company, clients])).rows as (Omit<Contract, 'nets' | 'invoices'> & { status: ContractStatus })[];
    const contracts = new Map(rows.map((row) => [row.id, { ...row, nets: [] as string[], invoices: new Set<string>() }]));
    for (const { contract, external_id, net } of (await tx.query(HELD, [rows.map(({ id }) => id)])).rows as { contract: number; external_id: string; net: string }[]) {
      contracts.get(contract)!.nets.push(net);
      contracts.get(contract)!.invoices.add(external_id);
    }
    return new ContractBook(tx, company, [...contracts.values()]);
  }

  /** Whether a link that is stored may stay: it is still of that client, service and currency. */
  keeps(contract: number, client: number, service: number, currency: string): boolean {
    const known = this.byId.get(contract);
    return known !== undefined && known.client_id === client && known.service_id === service && known.currency === currency;
  }

  /** The contract, made when the document begins one; or the match that chose none. */
  async contractOf(client: number, service: number, currency: string, document: DocumentToMatch): Promise<number | Exclude<ContractMatch, { contract: number } | { create: true }>> {
    const match = matchContract(document, this.byKey.get(keyOf(client, service, currency)) ?? []);
    if ('contract' in match) return match.contract;
    return 'create' in match ? this.create(client, service, currency, document.date) : match;
  }

  /** A document was put to a contract: later ones of the page compare with it. */
  hold(contract: number, external_id: string, net: string): void {
    const known = this.byId.get(contract);
    if (!known || known.invoices.has(external_id)) return;
    known.invoices.add(external_id);
    known.nets.push(net);
  }

  async flush(): Promise<void> {
    const { created } = this;
    const column = <K extends keyof Contract>(name: K) => created.map((contract) => contract[name]);
    if (created.length > 0) await this.tx.query(INSERT, [this.company, column('id'), column('client_id'), column('service_id'), column('contract_date'), column('currency')]);
  }

  private async create(client_id: number, service_id: number, currency: string, contract_date: string): Promise<number> {
    if (this.ids.length === 0) this.ids = ((await this.tx.query(IDS)).rows as { id: number }[]).map(({ id }) => id);
    const contract: Contract = { id: this.ids.shift()!, client_id, service_id, currency, contract_date, status: 'ACTIVE', last_end: null, nets: [], invoices: new Set() };
    this.created.push(contract);
    this.byId.set(contract.id, contract);
    this.index(contract);
    return contract.id;
  }

  private index(contract: Contract): void {
    const key = keyOf(contract.client_id, contract.service_id, contract.currency);
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), contract]);
  }
}

const keyOf = (client: number, service: number, currency: string): string => `${client} ${service} ${currency}`;
