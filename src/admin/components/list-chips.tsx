import { useState, type FormEvent } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import type { ResourceJSON } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { filtersOf, withoutFilter, withoutFilters, withoutPlace } from './list-address.js';
import { Button, Problem } from './ui.js';

interface SavedFilter {
  id: string;
  name: string;
  query: string;
  own: boolean;
  owner_name: string;
  company: string | null;
}

/** Filters with a name, one's own and those of one's companies; and the one that is on, to be kept. */
export function SavedFilters({ list }: { list: string }) {
  const { say } = usePuente();
  const { search } = useLocation();
  const { data, again } = useApi<{ data: SavedFilter[] }>(`/api/saved-filters?list=${list}`);
  const now = withoutPlace(search).toString();
  const active = Object.keys(filtersOf(search)).length > 0;
  if (!data || (data.data.length === 0 && !active)) return null;
  return (
    <div className="pz-chips">
      {data.data.length > 0 && <span className="pz-quiet-text">{say('list_saved')}:</span>}
      {data.data.map((one) => <SavedChip key={one.id} filter={one} current={one.query === now} again={again} />)}
      {active && <SaveThis list={list} query={now} again={again} />}
    </div>
  );
}

function SavedChip({ filter, current, again }: { filter: SavedFilter; current: boolean; again: () => void }) {
  const { say, may } = usePuente();
  const { act } = useAct();
  const forget = () => {
    if (confirm(say('list_forget_ask', { name: filter.name }))) void act(`/api/saved-filters/${filter.id}`, { method: 'DELETE' }).then(again);
  };
  return (
    <span className={`pz-chip ${current ? 'pz-chip-on' : ''}`}>
      <Link to={{ search: filter.query }} aria-current={current ? 'true' : undefined} title={filter.company ? say('list_shared_by', { who: filter.owner_name, company: filter.company }) : undefined}>
        {filter.name}{filter.company && <small> · {filter.company}</small>}
      </Link>
      {(filter.own || may('manager')) && <button type="button" onClick={forget} aria-label={say('list_forget', { name: filter.name })}>×</button>}
    </span>
  );
}

function SaveThis({ list, query, again }: { list: string; query: string; again: () => void }) {
  const { say, may, admin } = usePuente();
  const { act, busy, problem } = useAct();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [company, setCompany] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await act('/api/saved-filters', { body: { list, query, name, company: company || undefined } }, 'list_saved_done'))) return;
    setOpen(false);
    setName('');
    again();
  };
  if (!open) return <Button onClick={() => setOpen(true)}>{say('list_save')}</Button>;
  const companies = Object.keys(admin?.zones ?? {}).filter((code) => admin?.caller.companies.includes('*') || admin?.caller.companies.includes(code));
  return (
    <form className="pz-chip-form" onSubmit={submit}>
      <label>{say('list_name')} <input name="filter-name" value={name} maxLength={60} required autoFocus onChange={(event) => setName(event.target.value)} /></label>
      {may('manager') && (
        <label>{say('list_share')} <select name="filter-company" value={company} onChange={(event) => setCompany(event.target.value)}>
          <option value="">{say('list_share_none')}</option>
          {companies.map((code) => <option key={code}>{code}</option>)}
        </select></label>
      )}
      <Button kind="main" submit disabled={busy}>{say('save')}</Button>
      <Button onClick={() => setOpen(false)}>{say('bulk_close')}</Button>
      <Problem problem={problem} />
    </form>
  );
}

/** What the list is narrowed by now, each to be taken away. */
export function ActiveFilters({ resource }: { resource: ResourceJSON }) {
  const { say, column, value, vocabulary, time } = usePuente();
  const { search } = useLocation();
  const { resourceId } = useParams();
  const filters = Object.entries(filtersOf(search));
  if (filters.length === 0 || resourceId !== resource.id) return null;
  const shown = (name: string, given: string) => (/^\d{4}-\d{2}-\d{2}T/.test(given) ? time(given) : value(vocabulary(resource.id, name), given));
  return (
    <div className="pz-chips">
      <span className="pz-quiet-text">{say('list_active')}:</span>
      {filters.map(([path, given]) => {
        const [name = '', end] = path.split('~~');
        const label = `${column(name)}${end ? ` ${say(end === 'from' ? 'filter_from' : 'filter_to')}` : ''}`;
        return (
          <span key={path} className="pz-chip pz-chip-on">
            <span>{label}: <b>{shown(name, given)}</b></span>
            <Link to={{ search: withoutFilter(search, path) }} aria-label={say('list_remove', { name: label })}>×</Link>
          </span>
        );
      })}
      <Link className="pz-link" to={{ search: withoutFilters(search) }}>{say('list_clear')}</Link>
    </div>
  );
}
