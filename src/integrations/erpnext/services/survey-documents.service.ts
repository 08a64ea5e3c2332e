import { Injectable } from '@nestjs/common';
import { readWorkflow } from '../mapping/read-workflow.js';
import { STEPS } from '../mapping/steps.js';
import { DirectSides } from './direct-sides.service.js';
import type { ExecutionRow } from './executions.service.js';
import { lookUp, type Side } from './run.js';

/** What a cancellation does with one document, in the order in which it is done. */
export interface CancelAction {
  step: string;
  action: 'cancel' | 'delete' | 'none';
  doctype: string;
  document: string;
  instance: string;
  /** As ERPNext shows it now; null when it is not there. */
  docstatus: number | null;
}

/** Looks at the documents of an execution as they are in ERPNext now. */
@Injectable()
export class SurveyDocuments {
  constructor(private readonly sides: DirectSides) {}

  async of(row: ExecutionRow): Promise<CancelAction[]> {
    const { workflow } = readWorkflow(row.payload_json);
    const open = new Map<number, Promise<Side>>();
    const sideOf = (id: number): Promise<Side> => open.get(id) ?? open.set(id, this.sides.open(id)).get(id)!;
    const actions: CancelAction[] = [];
    for (const step of [...STEPS].reverse()) {
      const name = row[`${step.id}_id`];
      if (!name || !workflow) continue;
      const side = await sideOf(step.side === 'a' ? workflow.instanceA : workflow.instanceB);
      const docstatus = (await lookUp(side, step.doctype, name))?.docstatus ?? null;
      const action = docstatus === 1 ? 'cancel' : docstatus === 0 ? 'delete' : 'none';
      actions.push({ step: step.name, action, doctype: step.doctype, document: name, instance: side.name, docstatus });
    }
    return actions;
  }
}
