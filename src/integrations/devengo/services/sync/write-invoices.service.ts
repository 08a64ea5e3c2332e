import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../../core/database/index.js';
import { Money } from '../../../../core/money/index.js';
import type { MappedDocument, MappedLine } from '../../mapping/holded-document.js';
import { problemOf, type RecordProblem } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ClientVault } from '../client-vault.service.js';
import { ClientBook, type Person } from './client-book.js';
import { ContractBook, recountContracts } from './contract-book.js';
import { DROP_LINES, INSERT_LINES, SERVICES, STORED, STORED_LINES, UPSERT } from './invoice-statements.js';

interface StoredLine {
  line_no: number;
  service_id: number | null;
  service_contract_id: number | null;
}

interface StoredInvoice {
  id: number;
  external_id: string;
  client_id: number | null;
  contact_id: string | null;
  content_hash: string | null;
  deleted_at: Date | null;
  lines: StoredLine[];
}

interface LinkedLine extends MappedLine {
  service_id: number | null;
  contract_id: number | null;
}

/** A document with everything it is linked to, ready to be compared with what is stored. */
interface Linked {
  document: MappedDocument;
  client: number | null;
  lines: LinkedLine[];
  problems: RecordProblem[];
}

/** Who a document was made out to, as far as Holded tells. */
export type PersonOf = (contactId: string, name: string) => Person | { problem: RecordProblem };

/** Takes a page of documents over: clients and contracts found or made, rows written only where something differs. */
@Injectable()
export class WriteInvoices {
  constructor(private readonly vaults: ClientVault) {}

  async write(tx: Queryable, company: string, documents: readonly MappedDocument[], personOf: PersonOf): Promise<RecordOutcome[]> {
    const stored = await loadStored(tx, company, documents);
    const clients = await this.clientsOf(tx, company, documents, personOf);
    const services = await loadServices(tx, company);
    const owners = new Map(documents.map((document) => [document.external_id, ownerOf(document, clients.get(document.external_id)!, stored.get(document.external_id))]));
    const contracts = await ContractBook.load(tx, company, [...new Set([...owners.values()].filter((client) => client !== null))]);
    const linked: Linked[] = [];
    for (const document of documents) linked.push(await link(document, owners.get(document.external_id)!, clients.get(document.external_id)!, services, contracts, stored.get(document.external_id)));
    await contracts.flush();
    const changed = linked.filter((each) => differs(each, stored.get(each.document.external_id)));
    await store(tx, company, changed);
    await recountContracts(tx, company, touched(changed, stored));
    return linked.map((each) => outcomeOf(each, stored.get(each.document.external_id), changed.includes(each)));
  }

  private async clientsOf(tx: Queryable, company: string, documents: readonly MappedDocument[], personOf: PersonOf) {
    const people = documents.map((document) => ({ document, person: personOf(document.contact_id, document.contact_name) }));
    const known = people.flatMap(({ person }) => ('problem' in person ? [] : [person]));
    const book = await ClientBook.load(tx, company, 'holded', await this.vaults.of(company), known);
    const found = new Map<string, Found>();
    for (const { document, person } of people) found.set(document.external_id, 'problem' in person ? person : await book.clientOf(person, 'external_id', false));
    await book.flush();
    return found;
  }
}

type Found = { client: number } | { problem: RecordProblem };
type ServiceOf = (line: MappedLine) => number | null;

/** By the sales channel's id, by the number of its account, by the service's own id. */
async function loadServices(tx: Queryable, company: string): Promise<ServiceOf> {
  const rows = (await tx.query(SERVICES, [company])).rows as { id: number; external_id: string; account_identifier: string | null }[];
  const byKey = new Map([...rows.map(({ id, account_identifier }) => [account_identifier, id] as const), ...rows.map(({ id, external_id }) => [external_id, id] as const)]);
  return ({ account, service_external_id }) => byKey.get(account) ?? byKey.get(service_external_id) ?? null;
}

async function loadStored(tx: Queryable, company: string, documents: readonly MappedDocument[]): Promise<Map<string, StoredInvoice>> {
  const rows = (await tx.query(STORED, [company, documents.map(({ external_id }) => external_id)])).rows as Omit<StoredInvoice, 'lines'>[];
  const byId = new Map(rows.map((row) => [row.id, { ...row, lines: [] as StoredLine[] }]));
  for (const { invoice_id, ...line } of (await tx.query(STORED_LINES, [rows.map(({ id }) => id)])).rows as (StoredLine & { invoice_id: number })[]) byId.get(invoice_id)!.lines.push(line);
  return new Map([...byId.values()].map((invoice) => [invoice.external_id, invoice]));
}

/** Drafts and void documents make no contract; one whose own sums are wrong waits until they are right. */
const counts = ({ status, problem }: MappedDocument): boolean => status !== 'draft' && status !== 'cancelled' && problem === null;

/**
 * Whose document it is. A contact that was deleted, or whose e-mail is now another client's, is told of; it takes no document away
 * from the client it was booked to.
 */
function ownerOf({ contact_id }: MappedDocument, found: Found, before: StoredInvoice | undefined): number | null {
  if ('client' in found) return found.client;
  return before?.contact_id === contact_id ? before.client_id : null;
}

async function link(document: MappedDocument, client: number | null, found: Found, serviceOf: ServiceOf, contracts: ContractBook, before: StoredInvoice | undefined): Promise<Linked> {
  const lines: LinkedLine[] = document.lines.map((line) => ({ ...line, service_id: serviceOf(line), contract_id: null }));
  const problems = [...(document.problem ? [document.problem] : []), ...('problem' in found ? [found.problem] : [])];
  if (!counts(document)) return { document, client, lines, problems };
  const strange = lines.filter(({ service_id }) => service_id === null);
  if (strange.length > 0 || lines.length === 0) problems.push(unmatchedService(document, strange));
  if (client !== null) for (const service of new Set(lines.flatMap(({ service_id }) => (service_id === null ? [] : [service_id])))) {
    const own = lines.filter(({ service_id }) => service_id === service);
    const net = own.reduce((sum, { net_amount }) => sum.plus(net_amount), new Money(0)).toFixed(2);
    const contract = await contractFor(document, net, { client, service }, contracts, before);
    if (typeof contract === 'number') {
      for (const line of own) line.contract_id = contract;
      if (document.kind === 'invoice') contracts.hold(contract, document.external_id, net);
    } else problems.push(contract);
  }
  return { document, client, lines, problems };
}

async function contractFor(document: MappedDocument, net: string, { client, service }: { client: number; service: number }, contracts: ContractBook, before: StoredInvoice | undefined): Promise<number | RecordProblem> {
  const { kind, invoice_date, currency, credited_external_id, invoice_number, external_id } = document;
  const kept = before?.lines.find(({ service_id, service_contract_id }) => service_id === service && service_contract_id !== null)?.service_contract_id;
  if (kept && contracts.keeps(kept, client, service, currency)) return kept;
  const match = await contracts.contractOf(client, service, currency, { kind, date: invoice_date, net, credited: credited_external_id });
  if (typeof match === 'number') return match;
  const name = invoice_number || external_id;
  return 'none' in match
    ? problemOf('no_contract', `El abono ${name} no corresponde a ningún contrato del cliente por ese servicio.`, { credited: credited_external_id })
    : problemOf('ambiguous_contract', `${name} puede ser de ${match.ambiguous.length} contratos del cliente por el mismo servicio. Sepárelos o indique el origen en Holded.`, { candidates: match.ambiguous });
}

function differs({ document, client, lines }: Linked, before: StoredInvoice | undefined): boolean {
  if (!before || before.content_hash !== document.content_hash || before.deleted_at !== null || before.client_id !== client) return true;
  const stored = new Map(before.lines.map((line) => [line.line_no, line]));
  return lines.some(({ line_no, service_id, contract_id }) => stored.get(line_no)?.service_id !== service_id || stored.get(line_no)?.service_contract_id !== contract_id);
}

async function store(tx: Queryable, company: string, changed: readonly Linked[]): Promise<void> {
  if (changed.length === 0) return;
  const column = <K extends keyof MappedDocument>(name: K) => changed.map(({ document }) => document[name]);
  const { rows } = await tx.query(UPSERT, [
    company, column('external_id'), column('kind'), changed.map(({ client }) => client), column('invoice_number'), column('invoice_date'), column('due_date'), column('net_amount'),
    column('tax_amount'), column('total_amount'), column('currency'), column('status'), column('raw_status'), column('credited_external_id'), column('original_data'), column('content_hash'),
  ]);
  const ids = new Map((rows as { id: number; external_id: string }[]).map(({ id, external_id }) => [external_id, id]));
  await tx.query(DROP_LINES, [[...ids.values()]]);
  const lines = changed.flatMap(({ document, lines: own }) => own.map((line) => ({ ...line, invoice: ids.get(document.external_id)! })));
  const of = <K extends keyof LinkedLine>(name: K) => lines.map((line) => line[name]);
  await tx.query(INSERT_LINES, [company, lines.map(({ invoice }) => invoice), of('line_no'), of('account'), of('service_external_id'), of('service_id'), of('contract_id'), of('name'), of('units'), of('net_amount')]);
}

/** Contracts that a changed document is of, or was. */
function touched(changed: readonly Linked[], stored: ReadonlyMap<string, StoredInvoice>): number[] {
  const ids = changed.flatMap(({ document, lines }) => [...lines.map(({ contract_id }) => contract_id), ...(stored.get(document.external_id)?.lines ?? []).map(({ service_contract_id }) => service_contract_id)]);
  return [...new Set(ids.filter((id) => id !== null))];
}

function outcomeOf({ document, problems }: Linked, before: StoredInvoice | undefined, changed: boolean): RecordOutcome {
  const result = problems.length > 0 ? 'failed' : !before ? 'created' : changed ? 'updated' : 'unchanged';
  return { external_id: document.external_id, result, problems };
}

function unmatchedService({ invoice_number, external_id }: MappedDocument, lines: readonly LinkedLine[]): RecordProblem {
  const accounts = [...new Set(lines.map(({ account, name }) => `${name || 'línea sin nombre'} (${account ?? 'sin cuenta'})`))];
  const what = accounts.length > 0 ? `tiene líneas que no son de ningún servicio conocido: ${accounts.slice(0, 5).join(', ')}` : 'no tiene líneas';
  return problemOf('unmatched_service', `${invoice_number || external_id} ${what}. Sincronice los servicios, o ignore el error si no es un curso.`, { lines: lines.map(({ account, name, net_amount }) => ({ account, name, net_amount })) });
}
