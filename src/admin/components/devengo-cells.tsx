import type { BasePropertyProps } from 'adminjs';
import { Link } from 'react-router-dom';
import { COUNTS, type Counts } from './devengo-sync-data.js';
import { usePuente } from './hooks.js';

/** A list carries JSON as text. */
function countsOf({ record, property }: BasePropertyProps): Counts {
  const given = record?.params[property.path] as string | undefined;
  return given ? (JSON.parse(given) as Counts) : {};
}

/** What a step or a page counted, in words: what is zero is left out. */
export function CountsCell(props: BasePropertyProps) {
  const { say } = usePuente();
  const counts = countsOf(props);
  const said = COUNTS.filter((name) => counts[name]).map((name) => `${counts[name]} ${say(`sync_${name}`).toLowerCase()}`);
  return <span>{said.join(' · ') || '—'}</span>;
}

/** The execution that a step or a page belongs to. */
export function ExecutionCell({ record, property }: BasePropertyProps) {
  const { say } = usePuente();
  const id = record?.params[property.path] as string | undefined;
  return id ? <Link className="pz-link pz-nowrap" to={`/admin/resources/devengo-executions/records/${id}/show`} onClick={(event) => event.stopPropagation()}>{say('sync_execution')}</Link> : null;
}
