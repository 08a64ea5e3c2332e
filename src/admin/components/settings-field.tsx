import type { SettingField } from '../../core/integration/settings.js';
import { usePuente } from './hooks.js';
import { inWords, type Draft } from './settings-draft.js';
import { Button } from './ui.js';

interface Props {
  field: SettingField;
  draft: Draft;
  /** Whether the company has a value of its own. */
  set: boolean;
  problems: string[];
  readOnly: boolean;
  onChange: (draft: Draft) => void;
  onReset: () => void;
}

/** One setting: what it is called, what it does, what counts now, and the way back to the default. */
export function SettingInput({ field, draft, set, problems, readOnly, onChange, onReset }: Props) {
  const { say, language } = usePuente();
  const { name, label, help, unit, range } = field;
  const yesNo = (yes: boolean) => say(yes ? 'yes' : 'no');
  const facts = [
    range && say('set_range', range),
    inWords(field, field.default, language, yesNo) !== '—' && say('set_default', { value: `${inWords(field, field.default, language, yesNo)}${unit && field.kind !== 'map' ? ` ${unit[language]}` : ''}` }),
  ].filter(Boolean);
  return (
    <div className="pz-field pz-setting">
      <div className="pz-setting-head">
        <label htmlFor={name}>{label[language]}</label>
        <span className={`pz-badge pz-${set ? 'info' : 'quiet'}`}>{say(set ? 'set_own' : 'set_is_default')}</span>
        {set && !readOnly && <Button onClick={onReset} label={say('set_reset_of', { name: label[language] })}>{say('set_reset')}</Button>}
      </div>
      <div className="pz-setting-value">
        <Input field={field} draft={draft} onChange={onChange} readOnly={readOnly} invalid={problems.length > 0} />
        {unit && <span className="pz-quiet-text">{unit[language]}</span>}
      </div>
      {problems.map((problem) => <p key={problem} className="pz-error-text" role="alert" id={`${name}-problem`}>{problem}</p>)}
      <p className="pz-help" id={`${name}-help`}>{help[language]} {facts.join(' ')}</p>
    </div>
  );
}

function Input({ field, draft, onChange, readOnly, invalid }: Pick<Props, 'field' | 'draft' | 'onChange' | 'readOnly'> & { invalid: boolean }) {
  const { say, language } = usePuente();
  const { name, kind, options = [], optionWords = {} } = field;
  const common = { id: name, disabled: readOnly, 'aria-invalid': invalid, 'aria-describedby': `${name}-help${invalid ? ` ${name}-problem` : ''}` };
  if (typeof draft !== 'string') return <Rows {...{ name, rows: draft, onChange, readOnly }} />;
  const write = (event: { target: { value: string } }) => onChange(event.target.value);
  if (kind === 'boolean' || kind === 'enum') {
    const choices = kind === 'boolean' ? [['true', say('yes')], ['false', say('no')]] : options.map((option) => [option, optionWords[option]?.[language] ?? option]);
    return <select {...common} value={draft} onChange={write}>{choices.map(([option, text]) => <option key={option} value={option}>{text}</option>)}</select>;
  }
  if (kind === 'list') return <textarea {...common} rows={3} placeholder={say('one_per_line')} value={draft} onChange={write} />;
  return <input {...common} inputMode={kind === 'number' ? 'decimal' : undefined} value={draft} onChange={write} />;
}

/** Key and value, row by row; two keys may be equal while one is still being typed. */
function Rows({ name, rows, onChange, readOnly }: { name: string; rows: [string, string][]; onChange: (draft: Draft) => void; readOnly: boolean }) {
  const { say } = usePuente();
  const cell = (index: number, at: 0 | 1, label: string) => (
    <input id={index === 0 && at === 0 ? name : undefined} aria-label={label} placeholder={label} disabled={readOnly} value={rows[index]![at]}
      onChange={(event) => onChange(rows.with(index, rows[index]!.with(at, event.target.value) as [string, string]))} />
  );
  return (
    <div className="pz-map">
      {rows.map((_, index) => (
        <div className="pz-row" key={index}>{cell(index, 0, say('key'))}{cell(index, 1, say('value'))}{!readOnly && <Button onClick={() => onChange(rows.toSpliced(index, 1))}>{say('remove_row')}</Button>}</div>
      ))}
      {!readOnly && <Button onClick={() => onChange([...rows, ['', '']])}>{say('add_row')}</Button>}
    </div>
  );
}
