import { useState, type FormEvent } from 'react';
import { isAccruals, requestOf, SYNC_STEPS, takesMonths, type Execution, type SyncDraft } from './devengo-sync-data.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Field, Problem } from './ui.js';

const EMPTY: SyncDraft = { step: 'services', rest: true, from: '', to: '', dry_run: false, full_refresh: false };

/** What to run, of which months, and how; asked once more before it begins. */
export function SyncStart({ company, onStarted }: { company: string; onStarted: (execution: string) => void }) {
  const { say, value } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState(EMPTY);
  const [missing, setMissing] = useState(false);
  const change = (changes: Partial<SyncDraft>) => { setMissing(false); setDraft((before) => ({ ...before, ...changes })); };
  const alone = isAccruals(draft);
  const dated = takesMonths(draft);
  const sentence = () => {
    const what = `${value('step', draft.step)}${draft.rest && !alone ? ` ${say('sync_and_rest')}` : ''}`;
    const when = dated && (draft.from || draft.to) ? say('sync_when_range', { from: draft.from || '…', to: draft.to || '…' }) : say('sync_when_own');
    return [say('sync_ask', { what, company, when }), ...(draft.dry_run ? [say('sync_ask_dry')] : []), ...(draft.full_refresh && !alone ? [say('sync_ask_full')] : [])].join(' ');
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const halfGiven = Boolean(draft.from) !== Boolean(draft.to);
    setMissing(dated && (halfGiven || (alone && !draft.from)));
    if ((dated && (halfGiven || (alone && !draft.from))) || !confirm(sentence())) return;
    const { path, body } = requestOf(draft, company);
    const answer = await act<Execution>(path, { body }, 'sync_started');
    if (answer) onStarted(answer.id);
  };
  return (
    <Card title={say('sync_start_title')}>
      <form onSubmit={submit}>
        <div className="pz-sync-form">
          <Field label={say('sync_what')} htmlFor="sync-step">
            <select id="sync-step" value={draft.step} onChange={(event) => change({ step: event.target.value })}>{SYNC_STEPS.map(({ step }) => <option key={step} value={step}>{value('step', step)}</option>)}</select>
          </Field>
          {dated && <Field label={say('sync_from')} htmlFor="sync-from"><MonthInput id="sync-from" month={draft.from} onChange={(from) => change({ from })} /></Field>}
          {dated && <Field label={say('sync_to')} htmlFor="sync-to"><MonthInput id="sync-to" month={draft.to} onChange={(to) => change({ to })} /></Field>}
        </div>
        <p className="pz-help">{say(alone ? 'sync_accruals_alone' : dated ? 'sync_dates_help' : 'sync_undated')}</p>
        {!alone && <Check checked={draft.rest} onChange={(rest) => change({ rest })} label={say('sync_and_rest')} />}
        <Check checked={draft.dry_run} onChange={(dry_run) => change({ dry_run })} label={say('sync_dry')} />
        {!alone && <Check checked={draft.full_refresh} onChange={(full_refresh) => change({ full_refresh })} label={say('sync_full')} />}
        <Problem problem={missing ? say('sync_dates_needed') : problem} />
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy}>{say('sync_start')}</Button></div>
      </form>
    </Card>
  );
}

function MonthInput({ id, month, onChange }: { id: string; month: string; onChange: (month: string) => void }) {
  return <input id={id} type="month" value={month} placeholder="2024-03" pattern="\d{4}-\d{2}" onChange={(event) => onChange(event.target.value)} />;
}

function Check({ checked, onChange, label }: { checked: boolean; onChange: (checked: boolean) => void; label: string }) {
  return <label className="pz-check pz-sync-check"><input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} /> {label}</label>;
}
