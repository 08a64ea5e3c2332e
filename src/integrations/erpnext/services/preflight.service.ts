import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Permission } from '../client/erpnext.client.js';
import { itemMapFor } from '../mapping/build-documents.js';
import { sameName } from '../mapping/serials.js';
import { STEPS } from '../mapping/steps.js';
import { mergeLines, type Workflow } from '../mapping/workflow.js';
import { DirectSides } from './direct-sides.service.js';
import { KeyFields } from './key-fields.service.js';
import { lookUp, type Side } from './run.js';

/** One thing that would stop the workflow. `field` is the body's. */
export interface PreflightProblem {
  instance: string;
  field: string;
  message: string;
}

type Tell = (field: string, message: string) => void;

/** Asks both instances, with reads alone, for everything that would stop a workflow later; all problems at once. */
@Injectable()
export class Preflight {
  constructor(
    private readonly sides: DirectSides,
    private readonly keys: KeyFields,
  ) {}

  async check(workflow: Workflow): Promise<{ ok: boolean; problems: PreflightProblem[]; warnings: PreflightProblem[] }> {
    const [a, b] = [await this.sides.open(workflow.instanceA), await this.sides.open(workflow.instanceB)];
    const problems: PreflightProblem[] = [];
    const warnings: PreflightProblem[] = [];
    const asking = async (side: Side, path: string, ask: (tell: Tell) => Promise<void>): Promise<void> => {
      const tell: Tell = (field, message) => void problems.push({ instance: side.name, field, message });
      // An instance that cannot be asked is a problem like any other.
      await ask(tell).catch((error: unknown) => (error instanceof IntegrationFailure ? tell(path, error.message) : Promise.reject(error)));
    };
    const idPath = { a: 'company_a_instance_id', b: 'company_b_instance_id' } as const;
    const reachable: Side[] = [];
    for (const [path, side] of [[idPath.a, a], [idPath.b, b]] as const) {
      await asking(side, path, async () => {
        await side.client.loggedUser();
        reachable.push(side);
      });
    }
    if (reachable.includes(a)) {
      await asking(a, idPath.a, (tell) => mayAll(a, ['Purchase Order', 'Purchase Receipt', 'Delivery Note'], idPath.a, tell));
      await asking(a, 'company_a_name', (tell) => exists(a, 'Company', workflow.companyA, 'company_a_name', tell));
      await asking(a, 'supplier', (tell) => exists(a, 'Supplier', workflow.supplier, 'supplier', tell));
      await asking(a, 'company_b_customer_name', (tell) => exists(a, 'Customer', workflow.customerInA, 'company_b_customer_name', tell));
      await asking(a, 'company_a_warehouse', (tell) => warehouse(a, workflow.warehouseA, workflow.companyA, 'company_a_warehouse', tell));
      await asking(a, 'items', (tell) => items(a, workflow, {}, ['is_purchase_item', 'is_sales_item'], tell));
      await asking(a, 'company_b_customer_name', (tell) => priceList(a, tell));
    }
    if (reachable.includes(b)) {
      await asking(b, idPath.b, (tell) => mayAll(b, ['Purchase Receipt'], idPath.b, tell));
      await asking(b, 'company_a_supplier_name', (tell) => exists(b, 'Supplier', workflow.supplierInB, 'company_a_supplier_name', tell));
      if (workflow.companyB !== null) await asking(b, 'company_b_name', (tell) => exists(b, 'Company', workflow.companyB!, 'company_b_name', tell));
      await asking(b, 'company_b_warehouse', (tell) => warehouse(b, workflow.warehouseB, workflow.companyB, 'company_b_warehouse', tell));
      await asking(b, 'items', (tell) => items(b, workflow, itemMapFor(b.settings.item_map, workflow.instanceA), ['is_purchase_item'], tell));
    }
    for (const side of new Set(reachable)) {
      await asking(side, side === a ? idPath.a : idPath.b, async () => {
        const steps = STEPS.filter((step) => (step.side === 'a' ? a : b) === side);
        const without = [];
        for (const step of steps) if (!(await this.keys.anew(side, step)).unique) without.push(step.doctype);
        if (without.length > 0) warnings.push({ instance: side.name, field: side === a ? idPath.a : idPath.b, message: `Sin campo de clave único en ${without.join(', ')}: tras una conexión perdida se esperan ${side.settings.server_timeout_seconds} s antes de repetir. Instálelo con «npm run cli -- erpnext install-key-field ${side.id}».` });
      });
    }
    return { ok: problems.length === 0, problems: distinct(problems), warnings };
  }
}

async function exists(side: Side, doctype: 'Company' | 'Supplier' | 'Customer', name: string, field: string, tell: Tell): Promise<void> {
  const found = await lookUp(side, doctype, name);
  if (!found) tell(field, `${WORDS[doctype]} «${name}» no existe en la instancia «${side.name}».`);
  else if (found.disabled) tell(field, `${WORDS[doctype]} «${name}» está deshabilitado en la instancia «${side.name}».`);
}

const WORDS = { Company: 'La compañía', Supplier: 'El proveedor', Customer: 'El cliente' };

async function warehouse(side: Side, name: string, company: string | null, field: string, tell: Tell): Promise<void> {
  const found = await lookUp(side, 'Warehouse', name);
  if (!found) return tell(field, `El almacén «${name}» no existe en la instancia «${side.name}».`);
  if (found.is_group || found.disabled) tell(field, `El almacén «${name}» es un grupo o está deshabilitado: no admite movimientos.`);
  if (company !== null && found.company !== company) tell(field, `El almacén «${name}» es de la compañía «${String(found.company)}», no de «${company}».`);
}

async function mayAll({ client }: Side, doctypes: readonly string[], field: string, tell: Tell): Promise<void> {
  for (const doctype of doctypes) {
    const lacking: string[] = [];
    for (const permission of ['create', 'write', 'submit'] satisfies Permission[]) if (!(await client.hasPermission(doctype, permission))) lacking.push(permission);
    if (lacking.length > 0) tell(field, `El usuario de la API no tiene permiso de ${lacking.join(', ')} sobre «${doctype}».`);
  }
}

async function items(side: Side, workflow: Workflow, codes: Readonly<Record<string, string>>, uses: readonly string[], tell: Tell): Promise<void> {
  for (const line of mergeLines(workflow.lines)) {
    const code = codes[line.itemCode] ?? line.itemCode;
    const field = `items[${workflow.lines.findIndex(({ itemCode }) => itemCode === line.itemCode)}]`;
    const item = await lookUp(side, 'Item', code);
    if (!item) tell(`${field}.item_code`, `El artículo «${code}» no existe en la instancia «${side.name}».`);
    else {
      if (item.disabled || item.has_variants) tell(`${field}.item_code`, `El artículo «${code}» está deshabilitado o es una plantilla.`);
      for (const use of uses) if (item[use] === 0) tell(`${field}.item_code`, `El artículo «${code}» no es de ${use === 'is_sales_item' ? 'venta' : 'compra'}.`);
      if (item.has_serial_no && line.serials.length === 0) tell(`${field}.serials`, `El artículo «${code}» lleva números de serie y no se dio ninguno.`);
      if (!item.has_serial_no && line.serials.length > 0) tell(`${field}.serials`, `El artículo «${code}» no lleva números de serie y se dieron ${line.serials.length}.`);
    }
    if (line.serials.length > 0) await serials(side, line.serials, code, `${field}.serials`, tell);
  }
}

/** None of them may lie in a warehouse already, or belong to another article. */
async function serials({ client, name }: Side, wanted: readonly string[], code: string, field: string, tell: Tell): Promise<void> {
  for (let from = 0; from < wanted.length; from += 100) {
    const rows = await client.list('Serial No', [['name', 'in', wanted.slice(from, from + 100)]], ['name', 'item_code', 'warehouse'], 100);
    for (const row of rows) {
      if (sameName(String(row.item_code)) !== sameName(code)) tell(field, `El número de serie «${String(row.name)}» es del artículo «${String(row.item_code)}» en la instancia «${name}».`);
      else if (row.warehouse) tell(field, `El número de serie «${String(row.name)}» ya está en el almacén «${String(row.warehouse)}» de la instancia «${name}».`);
    }
  }
}

async function priceList(side: Side, tell: Tell): Promise<void> {
  const settings = await lookUp(side, 'Selling Settings', 'Selling Settings');
  if (settings && !settings.selling_price_list) tell('company_b_customer_name', `La instancia «${side.name}» no tiene lista de precios de venta (Selling Settings): la nota de entrega sería rechazada.`);
}

const distinct = (problems: PreflightProblem[]): PreflightProblem[] => [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
