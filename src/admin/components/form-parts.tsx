import type { ReactNode } from 'react';
import type { ApiProblem } from './api.js';

interface Common {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  /** What the server refused, if it did; shown beside the field it is about. */
  problem: ApiProblem | null;
}

/** What the server says is wrong with one field, or with a part of it. */
export const problemsOf = (problem: ApiProblem | null, name: string): string[] =>
  [...new Set(problem?.fields.filter(({ path }) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`)).map(({ message }) => message) ?? [])];

function Labelled({ name, label, help, problem, children }: Common & { children: (described: { 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode }) {
  const wrong = problemsOf(problem, name);
  return (
    <div className="pz-field">
      <label htmlFor={name}>{label}</label>
      {children({ 'aria-invalid': wrong.length > 0, 'aria-describedby': `${name}-help` })}
      <div id={`${name}-help`}>{wrong.map((text) => <p key={text} className="pz-error-text" role="alert">{text}</p>)}{help && <p className="pz-help">{help}</p>}</div>
    </div>
  );
}

interface TextProps extends Common {
  value: string;
  type?: 'text' | 'email' | 'password' | 'date';
  required?: boolean;
  disabled?: boolean;
  autoComplete?: string;
  onChange: (value: string) => void;
}

export function TextInput({ value, type = 'text', required, disabled, autoComplete, onChange, ...common }: TextProps) {
  const complete = autoComplete ?? (type === 'password' ? 'new-password' : 'off');
  return <Labelled {...common}>{(described) => <input id={common.name} type={type} value={value} required={required} disabled={disabled} autoComplete={complete} {...described} onChange={(event) => onChange(event.target.value)} />}</Labelled>;
}

/** What is no number is sent as it is typed, for the server to refuse in words. */
export function NumberInput({ value, unit, onChange, ...common }: Common & { value: number; unit: string; onChange: (value: number) => void }) {
  const read = (text: string) => onChange((text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)) as number);
  return <Labelled {...common}>{(described) => <div className="pz-setting-value"><input id={common.name} inputMode="numeric" value={String(value)} {...described} onChange={(event) => read(event.target.value)} /><span className="pz-quiet-text">{unit}</span></div>}</Labelled>;
}

export function Choice({ value, options, disabled, onChange, ...common }: Common & { value: string; options: [string, string][]; disabled?: boolean; onChange: (value: string) => void }) {
  return (
    <Labelled {...common}>
      {(described) => <select id={common.name} value={value} disabled={disabled} {...described} onChange={(event) => onChange(event.target.value)}>{options.map(([option, text]) => <option key={option} value={option}>{text}</option>)}</select>}
    </Labelled>
  );
}

interface ChecksProps {
  name: string;
  legend: string;
  given: string[];
  options: { id: string; label: string; help?: string }[];
  problem: ApiProblem | null;
  onChange: (given: string[]) => void;
}

/** Some of several. */
export function Checks({ name, legend, given, options, problem, onChange }: ChecksProps) {
  const toggle = (id: string, on: boolean) => onChange(on ? [...given, id] : given.filter((one) => one !== id));
  return (
    <fieldset className="pz-checks">
      <legend>{legend}</legend>
      {problemsOf(problem, name).map((text) => <p key={text} className="pz-error-text" role="alert">{text}</p>)}
      <div className="pz-checks-list">
        {options.map(({ id, label, help }) => (
          <label key={id}><input type="checkbox" checked={given.includes(id)} onChange={(event) => toggle(id, event.target.checked)} /><span>{label}{help && <small>{help}</small>}</span></label>
        ))}
      </div>
    </fieldset>
  );
}
