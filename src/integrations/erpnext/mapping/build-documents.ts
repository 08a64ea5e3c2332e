import type { ErpnextDocument } from '../client/erpnext.types.js';
import type { ItemMap } from '../erpnext.credentials.js';
import { sameName } from './serials.js';
import type { Step, StepId } from './steps.js';
import { mergeLines, type Line, type Workflow } from './workflow.js';

/** What a builder needs beside the workflow. */
export interface BuildContext {
  /** Today in the company's zone, `YYYY-MM-DD`. */
  today: string;
  /** Company of warehouse B. */
  companyB: string;
  itemMap: ItemMap;
  /** Documents of the steps before, as ERPNext shows them. */
  orderA?: ErpnextDocument;
  deliveryA?: ErpnextDocument;
}

/** Bodies of the four documents, as v13 to v16 accept them (contract erpnext-documents §7). Pure; the key is added elsewhere. */
export function buildDocument(step: Step, workflow: Workflow, context: BuildContext): Record<string, unknown> {
  const body = BUILDERS[step.id](workflow, context);
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

const BUILDERS: Record<StepId, (workflow: Workflow, context: BuildContext) => Record<string, unknown>> = {
  po_a: (workflow, { today }) => {
    // A wished day that passed while the workflow waited would be refused: "Reqd by Date" may not lie before the order's own date.
    const schedule_date = workflow.scheduleDate !== null && workflow.scheduleDate > today ? workflow.scheduleDate : today;
    return {
      ...head(workflow), supplier: workflow.supplier, company: workflow.companyA, transaction_date: today, schedule_date,
      items: linesOf(workflow).map((line) => ({ item_code: line.itemCode, qty: line.qty, rate: line.rate.toNumber(), warehouse: workflow.warehouseA, schedule_date })),
    };
  },
  pr_a: (workflow, { orderA }) => ({
    ...head(workflow), supplier: workflow.supplier, company: workflow.companyA,
    items: linesOf(workflow).map((line) => ({
      item_code: line.itemCode, qty: line.qty, received_qty: line.qty, rate: line.rate.toNumber(), warehouse: workflow.warehouseA,
      // Without the order's row ERPNext accepts the receipt, but never marks the order as received and never sees a second receipt.
      purchase_order: orderA?.name, purchase_order_item: rowFor(orderA, line), ...serialFields(line),
    })),
  }),
  dn_a: (workflow) => ({
    ...head(workflow), customer: workflow.customerInA, company: workflow.companyA,
    items: linesOf(workflow).map((line) => ({ item_code: line.itemCode, qty: line.qty, rate: line.transferRate.toNumber(), warehouse: workflow.warehouseA, ...serialFields(line) })),
  }),
  pr_b: (workflow, { companyB, itemMap, deliveryA }) => ({
    ...head(workflow), supplier: workflow.supplierInB, company: companyB, supplier_delivery_note: deliveryA?.name ?? null,
    items: linesOf(workflow).map((line) => ({
      item_code: itemMap[line.itemCode] ?? line.itemCode, qty: line.qty, received_qty: line.qty, rate: line.transferRate.toNumber(),
      warehouse: workflow.warehouseB, ...serialFields(line),
    })),
  }),
};

// `rate` given wins over the item's price; a pricing rule could still change it.
const head = ({ currency }: Workflow): Record<string, unknown> => ({ currency, ignore_pricing_rule: 1 });

const linesOf = ({ lines }: Workflow): Line[] => mergeLines(lines);

/** `use_serial_batch_fields` is unknown to v13 and v14, and makes v15 and later read the text. */
const serialFields = ({ serials }: Line): Record<string, unknown> => (serials.length === 0 ? {} : { use_serial_batch_fields: 1, serial_no: serials.join('\n') });

const rowFor = (order: ErpnextDocument | undefined, { itemCode }: Line): string | undefined => order?.items?.find(({ item_code }) => sameName(item_code) === sameName(itemCode))?.name;

/** Which serial numbers a step must have moved, by item code of its instance. */
export function expectedSerials(step: Step, workflow: Workflow, itemMap: ItemMap): Map<string, readonly string[]> {
  if (step.id === 'po_a') return new Map();
  const code = ({ itemCode }: Line): string => (step.side === 'b' ? (itemMap[itemCode] ?? itemCode) : itemCode);
  return new Map(linesOf(workflow).filter(({ serials }) => serials.length > 0).map((line) => [code(line), line.serials]));
}

/** Item codes of A → of B, for this pair of instances. */
export const itemMapFor = (maps: Readonly<Record<string, ItemMap>>, instanceA: number): ItemMap => ({ ...maps['*'], ...maps[String(instanceA)] });
