import { Link, useLocation } from 'react-router-dom';
import { TableCell } from '@adminjs/design-system';
import type { PropertyJSON, ResourceJSON } from 'adminjs';
import { usePuente } from './hooks.js';
import { filtersOf, sorted, withoutFilters } from './list-address.js';
import type { Word } from './words.js';

interface HeaderProps {
  property: PropertyJSON;
  sortBy?: string;
  direction?: 'asc' | 'desc';
  display?: string | string[];
}

/** The head of a column; where a list can be ordered by it, a link that does so. */
export function ListHeader({ property, sortBy, direction, display }: HeaderProps) {
  const { column } = usePuente();
  const { search } = useLocation();
  const name = property.propertyPath;
  const active = sortBy === name;
  return (
    <TableCell as="th" scope="col" display={display} aria-sort={active ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}>
      {property.isSortable ? <Link className="pz-sort" to={{ search: sorted(search, name, { sortBy, direction }) }}>{column(name)}{active && <span aria-hidden="true">{direction === 'asc' ? ' ↑' : ' ↓'}</span>}</Link> : column(name)}
    </TableCell>
  );
}

const EMPTY: Readonly<Record<string, Word>> = {
  messages: 'list_empty_messages', errors: 'list_empty_errors', 'retry-queue': 'list_empty_retries', operations: 'list_empty_operations', credentials: 'list_empty_credentials',
};

/** A list with nothing in it says why, and what to do next. */
export function EmptyList({ resource }: { resource: ResourceJSON }) {
  const { say } = usePuente();
  const { search } = useLocation();
  const filtered = Object.keys(filtersOf(search)).length > 0;
  return (
    <div className="pz-empty">
      <h3>{say(filtered ? 'list_empty_filtered' : 'list_empty')}</h3>
      <p>{say(filtered ? 'list_empty_filtered_help' : (EMPTY[resource.id] ?? 'list_empty_any'))}</p>
      {filtered && <Link className="pz-button pz-plain" to={{ search: withoutFilters(search) }}>{say('list_clear')}</Link>}
    </div>
  );
}
