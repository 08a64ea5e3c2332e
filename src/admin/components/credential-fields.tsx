import { useState } from 'react';
import type { CredentialField } from '../../core/integration/definition.js';
import { usePuente } from './hooks.js';
import { Button, Field } from './ui.js';

interface InputProps {
  field: CredentialField;
  given: unknown;
  onChange: (given: unknown) => void;
}

/** A secret can be written or taken away, never read. */
export function SecretInput({ field, state, given, onChange }: InputProps & { state: 'set' | 'not_set' }) {
  const { say } = usePuente();
  const id = `secret-${field.name}`;
  const removed = given === null;
  return (
    <Field label={<Label field={field} extra={<span className={`pz-badge pz-${state === 'set' ? 'good' : 'quiet'}`}>{say(state)}</span>} />} htmlFor={id} help={<Help field={field} />}>
      <div className="pz-row">
        <input id={id} type="password" autoComplete="new-password" value={typeof given === 'string' ? given : ''} disabled={removed}
          required={field.required && state === 'not_set'} placeholder={state === 'set' ? say('keep_secret') : ''} onChange={(event) => onChange(event.target.value)} />
        {state === 'set' && !field.required && <Button onClick={() => onChange(removed ? undefined : null)} kind={removed ? 'danger' : 'plain'}>{say('remove_secret')}</Button>}
      </div>
    </Field>
  );
}

/** One field of the configuration, by its kind. `undefined` = left to its default. */
export function CredentialFieldInput({ field, given, onChange }: InputProps) {
  const id = `metadata-${field.name}`;
  return <Field label={<Label field={field} />} htmlFor={id} help={<Help field={field} />}><Input id={id} field={field} given={given} onChange={onChange} /></Field>;
}

function Input({ id, field, given, onChange }: InputProps & { id: string }) {
  const { say } = usePuente();
  const clean = (text: string) => onChange(text === '' ? undefined : text);
  switch (field.kind) {
    case 'boolean':
      return <Choice id={id} given={given === undefined || given === null ? '' : String(given)} options={[['true', say('yes')], ['false', say('no')]]} onChange={(text) => onChange(text === '' ? undefined : text === 'true')} />;
    case 'enum':
      return <Choice id={id} given={String(given ?? '')} options={(field.options ?? []).map((option) => [option, option])} onChange={clean} />;
    case 'number':
      return <input id={id} inputMode="decimal" value={String(given ?? '')} required={field.required} onChange={(event) => onChange(asNumber(event.target.value))} />;
    case 'map':
      return <MapInput id={id} given={(given ?? {}) as Record<string, unknown>} onChange={onChange} />;
    case 'list':
      return <ListInput id={id} given={Array.isArray(given) ? given.map(String) : []} onChange={onChange} />;
    default:
      return <input id={id} value={given === undefined || given === null ? '' : typeof given === 'object' ? JSON.stringify(given) : String(given)} required={field.required} onChange={(event) => clean(event.target.value)} />;
  }
}

function Choice({ id, given, options, onChange }: { id: string; given: string; options: [string, string][]; onChange: (text: string) => void }) {
  const { say } = usePuente();
  return (
    <select id={id} value={given} onChange={(event) => onChange(event.target.value)}>
      <option value="">{say('unset')}</option>
      {options.map(([option, label]) => <option key={option} value={option}>{label}</option>)}
    </select>
  );
}

/** Key and value, row by row. Rows live here, so that two keys may be equal while one is still being typed. */
function MapInput({ id, given, onChange }: { id: string; given: Record<string, unknown>; onChange: (given: unknown) => void }) {
  const { say } = usePuente();
  const [rows, setRows] = useState<[string, string][]>(() => Object.entries(given).map(([key, value]) => [key, asText(value)]));
  const write = (next: [string, string][]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter(([key]) => key.trim() !== '').map(([key, value]) => [key.trim(), fromText(value)])));
  };
  return (
    <div className="pz-map" id={id}>
      {rows.map(([key, value], index) => (
        <div className="pz-row" key={index}>
          <input aria-label={say('key')} placeholder={say('key')} value={key} onChange={(event) => write(rows.with(index, [event.target.value, value]))} />
          <input aria-label={say('value')} placeholder={say('value')} value={value} onChange={(event) => write(rows.with(index, [key, event.target.value]))} />
          <Button onClick={() => write(rows.toSpliced(index, 1))}>{say('remove_row')}</Button>
        </div>
      ))}
      <Button onClick={() => setRows([...rows, ['', '']])}>{say('add_row')}</Button>
    </div>
  );
}

function ListInput({ id, given, onChange }: { id: string; given: string[]; onChange: (given: unknown) => void }) {
  const { say } = usePuente();
  const [text, setText] = useState(given.join('\n'));
  const write = (next: string) => {
    setText(next);
    onChange(next.split('\n').map((line) => line.trim()).filter(Boolean));
  };
  return <textarea id={id} rows={3} placeholder={say('one_per_line')} value={text} onChange={(event) => write(event.target.value)} />;
}

function Label({ field, extra }: { field: CredentialField; extra?: React.ReactNode }) {
  const { language, say } = usePuente();
  return <>{field.label[language]} <code className="pz-quiet-text">{field.name}</code> {field.required && <span className="pz-required">{say('required')}</span>} {extra}</>;
}

function Help({ field }: { field: CredentialField }) {
  const { language, say } = usePuente();
  return <>{field.help[language]} {field.default !== undefined && say('default_is', { value: asText(field.default) })}</>;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `{…}` and `[…]` in a map's value are JSON; everything else is text, so that "01" stays "01". */
function fromText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const asNumber = (text: string): unknown => (text.trim() === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text));
