import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { Filters } from '../lists/index.js';
import { OperationsService } from '../operations/operations.service.js';
import { invalidFields, problem } from '../problems/index.js';
import { BULK_ACTIONS, MOST_ITEMS, type BulkAction } from './bulk-actions.js';
import { Lists, type ListName } from './lists.service.js';

export interface Bulk {
  action: string;
  ids?: string[];
  filters?: Filters;
  dry_run?: boolean;
  reason?: string;
}

/** Work on many rows of a list: those selected, or all that fit a filter, exactly as the list shows them. */
@Injectable()
export class BulkService {
  constructor(
    private readonly lists: Lists,
    private readonly operations: OperationsService,
  ) {}

  /** Rows that are not there (any more), not within reach or not concerned are left out: `total` says how many are done. */
  async start(caller: Caller, name: string, { action, ids, filters, dry_run, reason }: Bulk): Promise<{ operation_id: string | null; total: number }> {
    const list = this.lists.get(name);
    const known: BulkAction | undefined = BULK_ACTIONS[name as ListName][action];
    if (!known) throw invalidFields({ path: 'action', es: `no existe en esta lista; hay: ${Object.keys(BULK_ACTIONS[name as ListName]).join(', ')}`, en: `is none of this list: ${Object.keys(BULK_ACTIONS[name as ListName]).join(', ')}` });
    const found = ids ? await list.known(caller, ids.map((id) => id.toLowerCase()), known.only) : await list.keys(caller, filters ?? {}, MOST_ITEMS + 1, known.only);
    if (found.length > MOST_ITEMS) throw tooMany();
    if (dry_run) return { operation_id: null, total: found.length };
    if (found.length === 0) throw nothingLeft();
    const operation_id = await this.operations.start(caller, { kind: known.kind, ids: found, table: list.table, reason, asked: ids ? { ids: ids.length } : { filters: filters ?? {} } });
    return { operation_id, total: found.length };
  }
}

const tooMany = () =>
  problem(422, {
    code: 'too_many',
    es: `El filtro abarca más de ${MOST_ITEMS} filas. Acótelo, por ejemplo por fechas, y hágalo por partes.`,
    en: `The filter takes in more than ${MOST_ITEMS} rows. Narrow it, for instance by dates, and do it in parts.`,
  });

const nothingLeft = () =>
  problem(409, {
    code: 'nothing_to_do',
    es: 'No queda nada por hacer: otra persona o el propio Puente ya lo hizo. Actualice la lista.',
    en: 'There is nothing left to do: somebody else, or Puente itself, has done it. Read the list again.',
  });
