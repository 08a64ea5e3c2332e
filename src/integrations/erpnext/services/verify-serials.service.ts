import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { fieldsOf, type ErpnextDocument, type ErpnextRow } from '../client/erpnext.types.js';
import { expectedSerials, itemMapFor } from '../mapping/build-documents.js';
import { compareSerials, sameName, splitSerials } from '../mapping/serials.js';
import type { Step } from '../mapping/steps.js';
import { failure, type Run, type Side } from './run.js';

/**
 * Reads back which serial numbers a submitted document really moved. From v15 on a delivery that has lost its own ships other
 * units, first in first out, and says nothing (contract erpnext-documents §4).
 */
@Injectable()
export class VerifySerials {
  async verify(run: Run, step: Step, document: ErpnextDocument): Promise<void> {
    const { workflow, sides, log, attempt } = run;
    const expected = expectedSerials(step, workflow, itemMapFor(sides.b.settings.item_map, workflow.instanceA));
    const differences: string[] = [];
    for (const [itemCode, wanted] of expected) {
      // MariaDB may answer a code in the letters of the master.
      const rows = (document.items ?? []).filter(({ item_code }) => sameName(item_code) === sameName(itemCode));
      const moved = (await Promise.all(rows.map((row) => this.moved(sides[step.side], row)))).flatMap((serials) => serials ?? []);
      const { missing, extra } = compareSerials(wanted, moved);
      if (missing.length + extra.length > 0) differences.push(`«${itemCode}»: faltan ${list(missing)}; sobran ${list(extra)}`);
    }
    if (differences.length === 0) return;
    log.begin(step, 'verify', document.name);
    attempt.warnings.push({ code: 'erpnext.serials_differ', message: `${document.name} movió otros números de serie: ${differences.join('. ')}.` });
    throw failure('conflict', 'serials_differ', `ERPNext validó ${document.name} con otros números de serie que los pedidos (${differences.join('. ')}). No se siguió: cancele la ejecución, corrija y reiníciela.`);
  }

  /** By the bundle where there is one: from v15 on it is the truth, and the row's text only what was asked for. */
  private async moved(side: Side, row: ErpnextRow): Promise<string[]> {
    if (!row.serial_and_batch_bundle) return splitSerials(row.serial_no);
    try {
      const { entries } = await side.client.get('Serial and Batch Bundle', row.serial_and_batch_bundle);
      return (Array.isArray(entries) ? entries : []).map((entry) => String(fieldsOf(entry).serial_no ?? '')).filter(Boolean);
    } catch (error) {
      // A user without that permission still sees the row's own text.
      if (error instanceof IntegrationFailure && ['credential_error', 'not_found'].includes(error.category) && row.serial_no) return splitSerials(row.serial_no);
      throw error;
    }
  }
}

const list = (serials: string[]): string => (serials.length === 0 ? 'ninguno' : serials.slice(0, 10).join(', ') + (serials.length > 10 ? `… (${serials.length})` : ''));
