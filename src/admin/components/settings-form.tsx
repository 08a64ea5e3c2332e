import { useEffect, useState, type FormEvent } from 'react';
import type { SettingField } from '../../core/integration/settings.js';
import { problemsOf } from './form-parts.js';
import { useAct, usePuente } from './hooks.js';
import { asDraft, fromDraft, type Draft } from './settings-draft.js';
import { SettingInput } from './settings-field.js';
import { Button, Card, Problem } from './ui.js';

export interface SettingsView {
  company: string;
  integration: string;
  settings: Record<string, unknown>;
  set: string[];
  fields: SettingField[];
}

const draftsOf = ({ fields, settings }: SettingsView): Record<string, Draft> => Object.fromEntries(fields.map((field) => [field.name, asDraft(field, settings[field.name])]));

/** Only what was touched is sent; what the server refuses is told beside the field it is about. */
export function SettingsForm({ title, path, view, again }: { title: string; path: string; view: SettingsView; again: () => void }) {
  const { say, may } = usePuente();
  const { act, busy, problem } = useAct();
  const stored = draftsOf(view);
  const [drafts, setDrafts] = useState(stored);
  const mayChange = may('manager');
  // What was saved, here or by a reset, is what the form begins with again.
  const known = JSON.stringify(stored);
  useEffect(() => setDrafts(JSON.parse(known) as Record<string, Draft>), [known]);

  const touched = view.fields.filter(({ name }) => JSON.stringify(drafts[name]) !== JSON.stringify(stored[name]));
  const send = async (changes: Record<string, unknown>) => { if (await act(path, { method: 'PATCH', body: changes }, 'saved')) again(); };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(Object.fromEntries(touched.map((field) => [field.name, fromDraft(field, drafts[field.name]!)])));
  };
  return (
    <form onSubmit={submit} autoComplete="off" className="pz-page">
      <Card title={title}>
        {!mayChange && <p className="pz-why">{say('set_read_only')}</p>}
        <div className="pz-settings">
          {view.fields.map((field) => (
            <SettingInput key={field.name} field={field} draft={drafts[field.name] ?? stored[field.name]!} set={view.set.includes(field.name)} readOnly={!mayChange} problems={problemsOf(problem, field.name)}
              onChange={(draft) => setDrafts((old) => ({ ...old, [field.name]: draft }))} onReset={() => void send({ [field.name]: null })} />
          ))}
        </div>
        {problem && <Problem problem={problem.fields.length > 0 ? problem.message : problem} />}
        {mayChange && (
          <div className="pz-actions pz-apart">
            <Button kind="main" submit disabled={busy || touched.length === 0}>{say('save')}</Button>
            {touched.length > 0 && <Button onClick={() => setDrafts(stored)}>{say('set_undo')}</Button>}
            {touched.length > 0 && <span className="pz-quiet-text" role="status">{say('set_touched', { n: touched.length })}</span>}
          </div>
        )}
      </Card>
    </form>
  );
}
