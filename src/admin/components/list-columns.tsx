import { useEffect, useState } from 'react';
import type { ResourceJSON } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button } from './ui.js';

export type ListProperty = ResourceJSON['listProperties'][number];

/** The columns of a list: all there are, those this person wants, and how to choose others. The server remembers. */
export function useColumns(resource: ResourceJSON): { all: ListProperty[]; shown: ListProperty[]; choose: (columns: string[]) => void } {
  const path = `/api/list-columns/${resource.id}`;
  const { act } = useAct();
  const { data } = useApi<{ columns: string[] }>(path);
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => setChosen(data?.columns ?? []), [data]);
  const all = [...new Map([...resource.listProperties, ...resource.showProperties].map((one) => [one.propertyPath, one])).values()];
  const known = chosen.flatMap((name) => all.find(({ propertyPath }) => propertyPath === name) ?? []);
  const choose = (columns: string[]) => {
    setChosen(columns);
    void act(path, { method: 'PATCH', body: { columns } });
  };
  return { all, shown: known.length > 0 ? known : resource.listProperties, choose };
}

export function ColumnChooser({ all, shown, choose }: { all: ListProperty[]; shown: ListProperty[]; choose: (columns: string[]) => void }) {
  const { say, column } = usePuente();
  const names = shown.map(({ propertyPath }) => propertyPath);
  const toggle = (name: string) => {
    const next = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
    if (next.length > 0) choose(next);
  };
  return (
    <details className="pz-menu">
      <summary className="pz-button pz-plain">{say('list_columns')}</summary>
      <fieldset className="pz-menu-body">
        <legend className="pz-hidden">{say('list_columns')}</legend>
        {all.map(({ propertyPath: name }) => (
          <label key={name}><input type="checkbox" checked={names.includes(name)} onChange={() => toggle(name)} /> {column(name)}</label>
        ))}
        <Button onClick={() => choose([])}>{say('list_columns_reset')}</Button>
      </fieldset>
    </details>
  );
}
