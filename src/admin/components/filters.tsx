import { useTranslation, type FilterPropertyProps } from 'adminjs';
import { showTime, usePuente } from './hooks.js';
import { Field } from './ui.js';
import type { Word } from './words.js';

/** Fields of the filter drawer, native to the browser: quick, in the reader's language, fit for a phone. By the kind of the column. */
export function ListFilter(props: FilterPropertyProps) {
  const { availableValues, custom } = props.property;
  if (availableValues) return <TextFilter {...props} />;
  switch (custom?.kind) {
    case 'boolean': return <FlagFilter {...props} />;
    case 'timestamp': return <DateFilter {...props} />;
    case 'date': return <RangeFilter {...props} type="date" />;
    case 'integer':
    case 'decimal': return <RangeFilter {...props} type="number" />;
    default: return <TextFilter {...props} />;
  }
}

const HELP: Record<string, Word> = { json: 'filter_json_help', words: 'filter_text_help' };

export function TextFilter({ property, filter = {}, onChange }: FilterPropertyProps) {
  const { say, column, value: inWords, vocabulary } = usePuente();
  const { translateLabel } = useTranslation();
  const id = `filter-${property.path}`;
  const given = String(filter[property.path] ?? '');
  if (property.availableValues) {
    const own = vocabulary(property.resourceId, property.path);
    const options = property.availableValues.map(({ value }): [string, string] => [
      String(value), own === property.path ? translateLabel(`${property.path}.${value}`, property.resourceId, { defaultValue: String(value) }) : inWords(own, value),
    ]);
    return <ChoiceFilter id={id} label={column(property.path)} given={given} options={options} onChange={(value) => onChange(property.path, value)} />;
  }
  const help = HELP[String(property.custom?.kind)];
  return (
    <Field label={column(property.path)} htmlFor={id} help={help && say(help)}>
      <input id={id} name={id} maxLength={500} value={given} onChange={(event) => onChange(property.path, event.target.value)} />
    </Field>
  );
}

export function FlagFilter({ property, filter = {}, onChange }: FilterPropertyProps) {
  const { column, say } = usePuente();
  return <ChoiceFilter id={`filter-${property.path}`} label={column(property.path)} given={String(filter[property.path] ?? '')}
    options={[['true', say('yes')], ['false', say('no')]]} onChange={(value) => onChange(property.path, value)} />;
}

interface Choice {
  id: string;
  label: string;
  given: string;
  options: [value: string, label: string][];
  onChange: (value: string) => void;
}

function ChoiceFilter({ id, label, given, options, onChange }: Choice) {
  const { say } = usePuente();
  return (
    <Field label={label} htmlFor={id}>
      <select id={id} name={id} value={given} onChange={(event) => onChange(event.target.value)}>
        <option value="">{say('any')}</option>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </Field>
  );
}

/** From one number or day to another, either end open. An address may give the one value alone: that is shown at both ends. */
function RangeFilter({ property, filter = {}, onChange, type }: FilterPropertyProps & { type: 'date' | 'number' }) {
  const { column } = usePuente();
  return (
    <fieldset className="pz-range">
      <legend>{column(property.path)}</legend>
      {['from', 'to'].map((end) => {
        const path = `${property.path}~~${end}`;
        return (
          <Field key={end} label={column(end)} htmlFor={`filter-${path}`}>
            <input id={`filter-${path}`} type={type} step="any" value={String(filter[path] ?? filter[property.path] ?? '')} onChange={(event) => onChange(path, event.target.value)} />
          </Field>
        );
      })}
    </fieldset>
  );
}

export function DateFilter({ property, filter = {}, onChange }: FilterPropertyProps) {
  const { column, zone } = usePuente();
  return (
    <fieldset className="pz-range">
      <legend>{column(property.path)}</legend>
      {['from', 'to'].map((end) => {
        const path = `${property.path}~~${end}`;
        const given = filter[path];
        return (
          <Field key={end} label={column(end)} htmlFor={`filter-${path}`}>
            <input id={`filter-${path}`} type="datetime-local" value={given ? showTime(given, 'es', zone).slice(0, 16).replace(' ', 'T') : ''}
              onChange={(event) => onChange(path, event.target.value ? instantOf(event.target.value, zone) : '')} />
          </Field>
        );
      })}
    </fieldset>
  );
}

/** `2026-11-25T08:00` as lived in `zone` → the instant. */
export function instantOf(local: string, zone: string | undefined): string {
  const asUtc = Date.parse(`${local}Z`);
  const seen = Date.parse(`${showTime(new Date(asUtc).toISOString(), 'es', zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone).replace(' ', 'T')}Z`);
  return new Date(asUtc - (seen - asUtc)).toISOString();
}
