import type { Doctype } from '../client/erpnext.types.js';

export const STEP_IDS = ['po_a', 'pr_a', 'dn_a', 'pr_b'] as const;
export type StepId = (typeof STEP_IDS)[number];

export interface Step {
  id: StepId;
  /** As executions and their steps name it. */
  name: 'step1_po_a' | 'step2_pr_a' | 'step3_dn_a' | 'step4_pr_b';
  /** Of the execution, once the step is done. */
  progress: 'step1_po_a' | 'step2_pr_a' | 'step3_dn_a' | 'completed';
  doctype: Doctype;
  side: 'a' | 'b';
  /** Where the key goes when the site has no field of its own for it: queryable, not unique (frappe-api §8). */
  standardKeyField: string;
  label: string;
}

/** The four steps, in order; undone in the opposite order. */
export const STEPS: readonly Step[] = [
  { id: 'po_a', name: 'step1_po_a', progress: 'step1_po_a', doctype: 'Purchase Order', side: 'a', standardKeyField: 'order_confirmation_no', label: 'Paso 1, Orden de compra en A' },
  { id: 'pr_a', name: 'step2_pr_a', progress: 'step2_pr_a', doctype: 'Purchase Receipt', side: 'a', standardKeyField: 'lr_no', label: 'Paso 2, Recibo de compra en A' },
  { id: 'dn_a', name: 'step3_dn_a', progress: 'step3_dn_a', doctype: 'Delivery Note', side: 'a', standardKeyField: 'po_no', label: 'Paso 3, Nota de entrega en A' },
  { id: 'pr_b', name: 'step4_pr_b', progress: 'completed', doctype: 'Purchase Receipt', side: 'b', standardKeyField: 'lr_no', label: 'Paso 4, Recibo de compra en B' },
];

export const PROGRESS = ['pending', ...STEPS.map(({ progress }) => progress), 'canceled'] as const;
export type Progress = 'pending' | Step['progress'] | 'canceled';

/** How many steps are done. */
export const doneSteps = (progress: Progress): number => STEPS.findIndex((step) => step.progress === progress) + 1;

/**
 * Finds a step's document again. The chain's UUID and not the execution's number: two installations of Puente, or a restored one,
 * may share an ERPNext. A cancelled document keeps its key, so a restart takes the next generation.
 */
export const markerOf = (chain: string, generation: number, step: Step): string => `tx:${chain}:${step.id}:${generation}`;
