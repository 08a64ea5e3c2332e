import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/index.js';
import { assertSees, companyFilter, type Caller } from '../auth/index.js';
import { may } from '../auth/caller.js';
import { CompaniesService } from '../companies/companies.service.js';
import { Database } from '../database/index.js';
import { invalidFields, notFound, problem } from '../problems/index.js';
import type { SavedFilterView, SaveFilter } from './own-lists.dto.js';

/** More than these are no shortcuts any more. */
const MOST = 50;
const SELECT = `
  SELECT id, list, name, query, owner_name, company, owner = $1 AS own FROM saved_filter`;

const ownerOf = ({ type, id }: Caller): string => `${type}:${id ?? ''}`;

/** Filters that people named, and columns they chose. */
@Injectable()
export class OwnLists {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly audit: AuditService,
  ) {}

  /** One's own, then those shared with a company one sees. */
  filters(caller: Caller, list: string): Promise<SavedFilterView[]> {
    return this.db.rows<SavedFilterView>(
      `${SELECT} WHERE list = $2 AND (owner = $1 OR (company IS NOT NULL AND ($3::text[] IS NULL OR company = ANY($3)))) ORDER BY owner <> $1, lower(name) LIMIT 200`,
      [ownerOf(caller), list, companyFilter(caller)]);
  }

  /** The same name again replaces the filter. Sharing is for managers: everybody of the company sees it. */
  async save(caller: Caller, { list, name, query, company }: SaveFilter): Promise<SavedFilterView> {
    const owner = ownerOf(caller);
    if (company !== undefined) await this.mayShare(caller, company);
    const [{ count }] = (await this.db.rows<{ count: number }>('SELECT count(*)::int AS count FROM saved_filter WHERE owner = $1 AND list = $2 AND name <> $3', [owner, list, name])) as [{ count: number }];
    if (count >= MOST) throw tooMany();
    const id = uuidv7();
    return this.db.managed(async (tx, manager) => {
      const { rows } = await tx.query(
        `INSERT INTO saved_filter (id, list, name, query, owner, owner_name, company) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (owner, list, name) DO UPDATE SET query = excluded.query, company = excluded.company
         RETURNING id, list, name, query, owner_name, company, true AS own`,
        [id, list, name, query, owner, caller.name, company ?? null]);
      const saved = rows[0] as SavedFilterView;
      if (company !== undefined) await this.audit.record({ caller, company, action: 'saved_filter.shared', subject_type: 'saved_filter', subject_id: saved.id, after: { list, name, query } }, manager);
      return saved;
    });
  }

  /** One's own; shared ones also by a manager of the company. */
  async forget(caller: Caller, id: string): Promise<void> {
    const [found] = await this.db.rows<SavedFilterView & { own: boolean }>(`${SELECT} WHERE id = $2`, [ownerOf(caller), id]);
    if (!found) throw notFound();
    if (!found.own) {
      if (found.company === null) throw notFound();
      await this.mayShare(caller, found.company);
    }
    await this.db.managed(async (tx, manager) => {
      await tx.query('DELETE FROM saved_filter WHERE id = $1', [id]);
      if (found.company !== null) await this.audit.record({ caller, company: found.company, action: 'saved_filter.removed', subject_type: 'saved_filter', subject_id: id, before: { list: found.list, name: found.name } }, manager);
    });
  }

  /** Empty when nothing was chosen. */
  async columns(caller: Caller, list: string): Promise<string[]> {
    const [found] = await this.db.rows<{ columns: string[] }>('SELECT columns FROM list_columns WHERE owner = $1 AND list = $2', [ownerOf(caller), list]);
    return found?.columns ?? [];
  }

  async choose(caller: Caller, list: string, columns: readonly string[]): Promise<string[]> {
    if (columns.length === 0) await this.db.query('DELETE FROM list_columns WHERE owner = $1 AND list = $2', [ownerOf(caller), list]);
    else await this.db.query('INSERT INTO list_columns (owner, list, columns) VALUES ($1, $2, $3) ON CONFLICT (owner, list) DO UPDATE SET columns = excluded.columns', [ownerOf(caller), list, columns]);
    return [...columns];
  }

  private async mayShare(caller: Caller, company: string): Promise<void> {
    assertSees(caller, company);
    if (!may(caller, 'manager')) throw notForYou();
    if (!(await this.companies.find(company))) throw invalidFields({ path: 'company', es: `no existe la empresa «${company}»`, en: `there is no company "${company}"` });
  }
}

const notForYou = () =>
  problem(403, { code: 'role_too_low', es: 'Compartir un filtro con la empresa es cosa de un encargado.', en: 'Sharing a filter with the company takes a manager.' });
const tooMany = () =>
  problem(422, { code: 'too_many_filters', es: `Ya tiene ${MOST} filtros guardados en esta lista: borre alguno.`, en: `You have ${MOST} saved filters in this list already: remove one.` });
