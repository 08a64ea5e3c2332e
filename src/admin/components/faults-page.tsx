import { useState, type FormEvent } from 'react';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Field, Loading, Problem } from './ui.js';

interface Armed {
  fault: string;
  method: string | null;
  path: string | null;
  times: number | null;
  options: Record<string, unknown>;
}

interface Provider {
  provider: string;
  known: string[];
  armed: Armed[];
}

const PATH = '/api/sandbox/faults';
const EVERY_MS = 4_000;
const TIMES = [1, 2, 5, 0];
const METHODS = ['POST', 'GET', 'PUT', 'DELETE'];
/** What some failures need to know, with a start that is felt but does not hang anybody. */
const OPTIONS: Record<string, { name: 'ms' | 'retry_after'; start: number; most: number }> = {
  delay: { name: 'ms', start: 5_000, most: 60_000 },
  commit_then_drop: { name: 'ms', start: 0, most: 60_000 },
  '429': { name: 'retry_after', start: 30, most: 3_600 },
};

/** Where an outage is rehearsed: what each simulated provider is about to do wrong, more of it, and an end to it. */
export function FaultsPage() {
  const { say } = usePuente();
  const { data, problem, again } = useApi<{ data: Provider[] }>(PATH, { every: EVERY_MS });
  if (problem) return <div className="pz-page pz-home"><Problem problem={problem} /></div>;
  if (!data) return <Loading />;
  return (
    <div className="pz-page pz-home">
      <h1>{say('faults_title')}</h1>
      <p>{say('faults_lead')}</p>
      <Arm providers={data.data} done={again} />
      <ArmedList providers={data.data} done={again} />
    </div>
  );
}

function Arm({ providers, done }: { providers: Provider[]; done: () => void }) {
  const { say, value, column } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState({ provider: providers[0]!.provider, fault: '500', method: '', path: '', times: 1, option: 0 });
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const known = providers.find(({ provider }) => provider === draft.provider)?.known ?? [];
  const option = OPTIONS[draft.fault];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { provider, fault, method, path, times } = draft;
    void act(PATH, { body: { provider, fault, times, ...(method && { method }), ...(path && { path }), ...(option && { [option.name]: draft.option }) } }, 'faults_armed').then(done);
  };
  return (
    <Card title={say('faults_new')}>
      <form onSubmit={submit} className="pz-fault-form">
        <Field label={column('provider')} htmlFor="provider">
          <select id="provider" value={draft.provider} onChange={({ target }) => change({ provider: target.value, fault: '500' })}>
            {providers.map(({ provider }) => <option key={provider} value={provider}>{value('integration', provider)}</option>)}
          </select>
        </Field>
        <Field label={column('fault')} htmlFor="fault">
          <select id="fault" value={draft.fault} onChange={({ target }) => change({ fault: target.value, option: OPTIONS[target.value]?.start ?? 0 })}>
            {known.map((fault) => <option key={fault} value={fault}>{value('fault', fault)}</option>)}
          </select>
        </Field>
        {option && (
          <Field label={say(`faults_${option.name}`)} htmlFor="option">
            <input id="option" type="number" min={option.name === 'ms' ? 0 : 1} max={option.most} required value={draft.option} onChange={({ target }) => change({ option: target.valueAsNumber })} />
          </Field>
        )}
        <Field label={column('times')} htmlFor="times">
          <select id="times" value={draft.times} onChange={({ target }) => change({ times: Number(target.value) })}>
            {TIMES.map((times) => <option key={times} value={times}>{times === 0 ? say('faults_forever') : say(times === 1 ? 'faults_once' : 'faults_times', { n: times })}</option>)}
          </select>
        </Field>
        <Field label={say('faults_method')} htmlFor="method">
          <select id="method" value={draft.method} onChange={({ target }) => change({ method: target.value })}>
            <option value="">{say('any')}</option>
            {METHODS.map((method) => <option key={method}>{method}</option>)}
          </select>
        </Field>
        <Field label={say('faults_path')} htmlFor="path" help={say('faults_path_help')}>
          <input id="path" value={draft.path} maxLength={200} aria-describedby="path-help" onChange={({ target }) => change({ path: target.value })} />
        </Field>
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('faults_arm')}</Button></div>
        <Problem problem={problem} />
      </form>
    </Card>
  );
}

function ArmedList({ providers, done }: { providers: Provider[]; done: () => void }) {
  const { say, value } = usePuente();
  const { act, busy, problem } = useAct();
  const active = providers.filter(({ armed }) => armed.length > 0);
  const clear = (provider?: string) => void act(`${PATH}${provider ? `?provider=${provider}` : ''}`, { method: 'DELETE' }, 'faults_cleared').then(done);
  return (
    <Card title={say('faults_active')} actions={active.length > 0 && <Button kind="danger" disabled={busy} onClick={() => clear()}>{say('faults_clear_all')}</Button>}>
      <Problem problem={problem} />
      {active.length === 0 && <p className="pz-quiet-text">{say('faults_none')}</p>}
      {active.map(({ provider, armed }) => (
        <div key={provider} className="pz-fault">
          <h3>{value('integration', provider)}</h3>
          <ul>{armed.map((one, index) => <li key={index}>{value('fault', one.fault)} · {one.times === null ? say('faults_forever') : say(one.times === 1 ? 'faults_once' : 'faults_times', { n: one.times })}{one.method && ` · ${one.method}`}{one.path && <> · <code>{one.path}</code></>}</li>)}</ul>
          <Button disabled={busy} onClick={() => clear(provider)} label={say('faults_clear_of', { provider: value('integration', provider) })}>{say('faults_clear')}</Button>
        </div>
      ))}
    </Card>
  );
}
