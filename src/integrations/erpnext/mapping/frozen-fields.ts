import type { FieldProblem } from '../../../core/problems/index.js';
import { doneSteps, STEPS, type Progress } from './steps.js';
import type { Workflow } from './workflow.js';

/** How far an execution is: what is in ERPNext already can no longer be edited here. */
export interface Standing {
  progress: Progress;
  po_a_id: string | null;
  pr_a_id: string | null;
  dn_a_id: string | null;
  pr_b_id: string | null;
}

/** Which parts of the body a step has used; `seen` is what two versions of a body are compared by. */
const USES: readonly { path: string; fromStep: number; seen: (workflow: Workflow) => unknown }[] = [
  { path: 'supplier', fromStep: 1, seen: ({ supplier }) => supplier },
  { path: 'company_a_name', fromStep: 1, seen: ({ companyA }) => companyA },
  { path: 'company_a_warehouse', fromStep: 1, seen: ({ warehouseA }) => warehouseA },
  { path: 'schedule_date', fromStep: 1, seen: ({ scheduleDate }) => scheduleDate },
  { path: 'currency', fromStep: 1, seen: ({ currency }) => currency },
  { path: 'items', fromStep: 1, seen: ({ lines }) => lines.map(({ itemCode, qty, rate }) => [itemCode, qty, rate.toString()]) },
  { path: 'items', fromStep: 2, seen: ({ lines }) => lines.map(({ serials }) => serials) },
  { path: 'company_b_customer_name', fromStep: 3, seen: ({ customerInA }) => customerInA },
  { path: 'items', fromStep: 3, seen: ({ lines }) => lines.map(({ transferRate }) => transferRate.toString()) },
];

/** What may not change any more between two bodies of one execution. A draft may: it is thrown away and made anew. */
export function frozenProblems(before: Workflow, after: Workflow, standing: Standing): FieldProblem[] {
  const done = doneSteps(standing.progress);
  const differs = (seen: (workflow: Workflow) => unknown): boolean => JSON.stringify(seen(before)) !== JSON.stringify(seen(after));
  const problems = USES.filter(({ fromStep, seen }) => done >= fromStep && differs(seen)).map(({ path, fromStep }) => frozen(path, standing[`${STEPS[fromStep - 1]!.id}_id`]));
  const inA = standing.po_a_id ?? standing.pr_a_id ?? standing.dn_a_id;
  if (inA && before.instanceA !== after.instanceA) problems.push(frozen('company_a_instance_id', inA));
  if (standing.pr_b_id && before.instanceB !== after.instanceB) problems.push(frozen('company_b_instance_id', standing.pr_b_id));
  return problems.filter(({ path }, index) => problems.findIndex((other) => other.path === path) === index);
}

const frozen = (path: string, document: string | null): FieldProblem => ({
  path,
  es: `Ya no se puede cambiar: está en ${document ?? 'ERPNext'}. Cancele la ejecución y reiníciela con los datos nuevos.`,
  en: `Can no longer be changed: it is in ${document ?? 'ERPNext'}. Cancel the execution and restart it with the new data.`,
});
