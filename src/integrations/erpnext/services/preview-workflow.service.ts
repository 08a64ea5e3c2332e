import { Injectable } from '@nestjs/common';
import type { Warning } from '../../../core/errors/index.js';
import type { Attempt, PreviewedRequest } from '../../../core/integration/index.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import { buildDocument, itemMapFor } from '../mapping/build-documents.js';
import { readWorkflow } from '../mapping/read-workflow.js';
import { doneSteps, STEPS } from '../mapping/steps.js';
import { CANCEL_EVENT, openSides } from './run.js';

interface Preview {
  requests: PreviewedRequest[];
  warnings: Warning[];
  problems: Warning[];
}

/** The documents that the steps still to be done would create. Names that only ERPNext can give are shown as `<…>`. */
@Injectable()
export class PreviewWorkflow {
  async preview(attempt: Attempt, execution: WorkflowExecution | undefined): Promise<Preview> {
    if (!execution || attempt.message.event_type === CANCEL_EVENT) return { requests: [], warnings: [], problems: [] };
    const read = readWorkflow(attempt.payload);
    if (read.problems) return { requests: [], warnings: [], problems: read.problems.map(({ path, es }) => ({ code: 'invalid_field', message: `${path}: ${es}` })) };
    const { workflow } = read;
    const sides = await openSides(attempt, workflow);
    const placeholder = (name: string) => ({ name, docstatus: 1 as const, items: workflow.lines.map(({ itemCode }, index) => ({ name: `<fila ${index + 1} de ${name}>`, idx: index + 1, item_code: itemCode })) });
    const context = {
      today: '<hoy>', companyB: workflow.companyB ?? `<compañía de ${workflow.warehouseB}>`, itemMap: itemMapFor(sides.b.settings.item_map, workflow.instanceA),
      orderA: placeholder(execution.po_a_id ?? '<orden de A>'), deliveryA: placeholder(execution.dn_a_id ?? '<nota de A>'),
    };
    const requests = STEPS.slice(doneSteps(execution.progress)).map((step) => ({
      method: 'POST', url: `${sides[step.side].baseUrl.replace(/\/+$/, '')}/api/resource/${encodeURIComponent(step.doctype)}`, body: buildDocument(step, workflow, context),
    }));
    return { requests, warnings: [], problems: [] };
  }
}
