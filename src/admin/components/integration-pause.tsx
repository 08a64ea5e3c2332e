import { useState } from 'react';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Field, Problem } from './ui.js';

interface Integration {
  id: string;
  label: string;
  paused: { company: string; reason: string; paused_by: string; paused_at: string }[];
}

/** Whether an integration works for a company, and the way to stop it and start it again. */
export function IntegrationPause({ integration, company }: { integration: string; company: string }) {
  const { say, time, may } = usePuente();
  const { act, busy, problem } = useAct();
  const { data, again } = useApi<{ data: Integration[] }>('/api/integrations');
  const [asking, setAsking] = useState(false);
  const found = data?.data.find(({ id }) => id === integration);
  if (!found) return null;
  const pause = found.paused.find((one) => one.company === company);
  const path = `/api/integrations/${integration}`;
  const button = may('manager') && (pause
    ? <Button kind="main" disabled={busy} onClick={() => void act(`${path}/resume`, { body: { company } }).then(again)}>{say('resume')}</Button>
    : !asking && <Button onClick={() => setAsking(true)}>{say('pause')}</Button>);
  return (
    <Card title={say('pause_integration', { name: found.label, company })} actions={button}>
      <p role="status" className={pause ? 'pz-why' : ''}>{pause ? say('pause_resting', { when: time(pause.paused_at, company), who: pause.paused_by, reason: pause.reason }) : say('pause_running')}</p>
      {asking && !pause && (
        <PauseForm id={`pause-${integration}`} busy={busy} submit={async (reason) => {
          if (!(await act(`${path}/pause`, { body: { company, reason } }))) return;
          setAsking(false);
          again();
        }} />
      )}
      <Problem problem={problem} />
    </Card>
  );
}

/** Nobody stops anything without saying why. */
export function PauseForm({ id, busy, submit }: { id: string; busy: boolean; submit: (reason: string) => Promise<void> }) {
  const { say } = usePuente();
  const [reason, setReason] = useState('');
  return (
    <form onSubmit={(event) => { event.preventDefault(); void submit(reason); }}>
      <Field label={say('pause_why')} htmlFor={id} help={say('pause_help')}>
        <input id={id} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Button kind="danger" submit disabled={busy}>{say('pause')}</Button>
    </form>
  );
}
