import { useState, type FormEvent, type ReactNode } from 'react';
import { useAct, usePuente } from './hooks.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';
import type { Word } from './words.js';

export interface PlainField {
  name: string;
  /** Text unless said otherwise. `codes` is a list written with commas. */
  kind?: 'text' | 'email' | 'password' | 'date' | 'codes' | 'flag' | 'choice' | 'number';
  options?: readonly string[];
  label?: Word;
  help?: Word;
  required?: boolean;
  fixed?: boolean;
}

interface Props {
  title: string;
  fields: PlainField[];
  start: Record<string, unknown>;
  method: 'POST' | 'PATCH';
  path: string;
  back: string;
  onDone: (answer: Record<string, unknown>) => void;
  extra?: ReactNode;
}

/** A form of simple fields that writes through the API; what it refuses is told field by field. */
export function PlainForm({ title, fields, start, method, path, back, onDone, extra }: Props) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState(start);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(
      fields.filter(({ fixed }) => !fixed).map((field) => [field.name, toBody(field, draft[field.name])]).filter(([, value]) => value !== undefined));
    const answer = await act<Record<string, unknown>>(path, { method, body }, 'saved');
    if (answer) onDone(answer);
  };
  return (
    <form className="pz-page" onSubmit={submit} autoComplete="off">
      <Card title={title}>
        {fields.map((field) => <Input key={field.name} field={field} given={draft[field.name]} onChange={(value) => setDraft((old) => ({ ...old, [field.name]: value }))} />)}
        {extra}
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('save')}</Button><ButtonLink to={back}>{say('back')}</ButtonLink></div>
      </Card>
    </form>
  );
}

function Input({ field, given, onChange }: { field: PlainField; given: unknown; onChange: (given: unknown) => void }) {
  const { say, value, column } = usePuente();
  const { name, kind = 'text', options = [], label, help, required, fixed } = field;
  const title = label ? say(label) : column(name);
  const text = Array.isArray(given) ? given.join(', ') : String(given ?? '');
  if (kind === 'flag') {
    return <label className="pz-check"><input type="checkbox" checked={given === true} onChange={(event) => onChange(event.target.checked)} /> {title}</label>;
  }
  return (
    <Field label={title} htmlFor={name} help={help && say(help)}>
      {kind === 'choice' ? (
        <select id={name} value={text} onChange={(event) => onChange(event.target.value)}>{options.map((option) => <option key={option} value={option}>{value(name, option)}</option>)}</select>
      ) : (
        <input id={name} type={kind === 'codes' ? 'text' : kind} value={text} step={kind === 'number' ? 'any' : undefined} required={required} disabled={fixed} autoComplete={kind === 'password' ? 'new-password' : 'off'} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

function toBody({ kind, required }: PlainField, given: unknown): unknown {
  if (kind === 'codes') return Array.isArray(given) ? given : String(given ?? '').split(',').map((code) => code.trim()).filter(Boolean);
  if (given === '' && !required) return undefined;
  if (kind === 'number') return Number(given);
  return given;
}
