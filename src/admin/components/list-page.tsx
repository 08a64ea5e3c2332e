import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { RecordsTable, useSelectedRecords, type ActionProps, type RecordJSON, type ResourceJSON } from 'adminjs';
import { ApiProblem } from './api.js';
import { useApi, usePuente } from './hooks.js';
import { filtersOf, turned } from './list-address.js';
import { ActiveFilters, SavedFilters } from './list-chips.js';
import { ColumnChooser, useColumns, type ListProperty } from './list-columns.js';
import { BulkMenu, ExportLinks } from './list-tools.js';
import { Loading, Problem } from './ui.js';
import { word } from './words.js';

interface ListAnswer {
  records: RecordJSON[];
  meta: { total: number; counted: boolean; sortBy: string; direction: 'asc' | 'desc'; next: string | null; previous: string | null };
  /** The filter cannot be used: why, in words. */
  problem?: { message: string; fields: { path: string; message: string }[] };
}

const MANY = 10_000;

/** Any list: what narrows it is above it and in the address, pages are turned instead of counted. */
export function ListPage({ resource, setTag }: ActionProps) {
  const { column, language, say } = usePuente();
  const { search, key } = useLocation();
  const { all, shown, choose } = useColumns(resource);
  const known = useRef('');
  const of = resource.id + JSON.stringify(filtersOf(search));
  // The pages after the first do not count again: what it found out stays.
  const tell = useCallback(({ total, counted }: ListAnswer['meta']) => {
    if (!counted && known.current === of) return;
    known.current = of;
    setTag?.(!counted ? '' : total > MANY ? word(language, 'list_more_than', { n: MANY.toLocaleString(language === 'es' ? 'es-CR' : 'en') }) : String(total));
  }, [of, language, setTag]);
  return (
    <section className="pz-list" aria-label={say('list_rows_of')}>
      <SavedFilters list={resource.id} />
      <ActiveFilters resource={resource} />
      <div className="pz-list-tools">
        <ColumnChooser all={all} shown={shown} choose={choose} />
        <ExportLinks list={resource.id} columns={shown.map(({ propertyPath }) => ({ name: propertyPath, title: column(propertyPath) }))} />
        <BulkMenu list={resource.id} />
      </div>
      <Rows key={resource.id + key} resource={resource} shown={shown} tell={tell} />
    </section>
  );
}

/** One page of it. Made anew for every address, so that no row of another filter stands under this one. */
function Rows({ resource, shown, tell }: { resource: ResourceJSON; shown: ListProperty[]; tell: (meta: ListAnswer['meta']) => void }) {
  const { column } = usePuente();
  const { search } = useLocation();
  const { data, problem, again } = useApi<ListAnswer>(`/admin/api/resources/${resource.id}/actions/list${search || '?'}`);
  const records = useMemo(() => data?.records ?? [], [data]);
  const { selectedRecords, handleSelect, handleSelectAll } = useSelectedRecords(records);
  useEffect(() => { if (data) tell(data.meta); }, [data, tell]);
  if (problem) return <Problem problem={problem} />;
  if (!data) return <Loading />;
  const { meta, problem: wrong } = data;
  if (wrong) return <Problem problem={new ApiProblem(wrong.message, 400, wrong.fields.map(({ path, message }) => ({ path: column(path), message })))} />;
  return (
    <>
      <div className="pz-list-table" data-css={`${resource.id}-list-table-wrapper`}>
        <RecordsTable resource={{ ...resource, listProperties: shown }} records={records} actionPerformed={again} sortBy={meta.sortBy} direction={meta.direction}
          isLoading={false} onSelect={handleSelect} onSelectAll={handleSelectAll} selectedRecords={selectedRecords} />
      </div>
      <Pager next={meta.next} previous={meta.previous} />
    </>
  );
}

function Pager({ next, previous }: { next: string | null; previous: string | null }) {
  const { say } = usePuente();
  const { search } = useLocation();
  if (!next && !previous) return null;
  return (
    <nav className="pz-pager" aria-label={say('list_pages')}>
      {previous ? <Link className="pz-button pz-plain" rel="prev" to={{ search: turned(search, 'before', previous) }}>← {say('list_previous')}</Link> : <span />}
      {next ? <Link className="pz-button pz-plain" rel="next" to={{ search: turned(search, 'after', next) }}>{say('list_next')} →</Link> : <span />}
    </nav>
  );
}
