import { useState } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { IntegrationPause, PauseForm } from './integration-pause.js';
import { JsonViewer } from './json-viewer.js';
import { Button, Card, Facts, Loading, Problem } from './ui.js';

export interface Credential {
  id: number;
  integration: string;
  company: string;
  name: string;
  environment: string;
  base_url: string;
  secrets: Record<string, 'set' | 'not_set'>;
  metadata: Record<string, unknown>;
  active: boolean;
  last_check_at: string | null;
  last_check_ok: boolean | null;
  last_check_message: string | null;
  state: { paused: boolean; pause_reason: string | null; throttled_until: string | null; breaker: string };
  warnings: { code: string; message: string }[];
}

/** A credential: does it work, what is set, what limits it. Secrets never leave the server. */
export function CredentialPage({ record }: ActionProps) {
  const path = `/api/credentials/${record!.id}`;
  const { data, problem, again } = useApi<Credential>(path);
  const { say, value, column } = usePuente();
  if (problem) return <Problem problem={problem} />;
  if (!data) return <Loading />;
  return (
    <div className="pz-page">
      <Connection credential={data} again={again} />
      <IntegrationPause integration={data.integration} company={data.company} />
      <Card title={`${value('integration', data.integration)} · ${data.company} · ${data.name}`}>
        <Facts rows={[
          [column('environment'), value('environment', data.environment)],
          [column('base_url'), <code>{data.base_url}</code>],
          [column('active'), say(data.active ? 'yes' : 'no')],
        ]} />
        <h3>{say('secrets')}</h3>
        <ul className="pz-secrets">
          {Object.entries(data.secrets).map(([name, state]) => <li key={name}><code>{name}</code> <span className={`pz-badge pz-${state === 'set' ? 'good' : 'quiet'}`}>{say(state)}</span></li>)}
        </ul>
      </Card>
      <Card title={say('configuration')}><JsonViewer value={data.metadata} label={say('configuration')} /></Card>
    </div>
  );
}

function Connection({ credential, again }: { credential: Credential; again: () => void }) {
  const { say, may, time } = usePuente();
  const { act, busy, problem } = useAct();
  const path = `/api/credentials/${credential.id}`;
  const { state, last_check_ok: ok } = credential;
  const [asking, setAsking] = useState(false);
  const run = (verb: string) => void act(`${path}/${verb}`, { body: {} }).then(again);
  const actions = may('manager') && (
    <>
      <Button kind="main" disabled={busy} onClick={() => run('check')}>{say(busy ? 'checking' : 'check')}</Button>
      <Button disabled={busy} onClick={() => (state.paused ? run('resume') : setAsking(true))}>{say(state.paused ? 'resume' : 'pause')}</Button>
    </>
  );
  return (
    <Card title={say('connection')} actions={actions}>
      {ok !== null && (
        <p role="status" className={ok ? 'pz-good-text' : 'pz-error-text'}>{credential.last_check_message} <span className="pz-quiet-text">{time(credential.last_check_at, credential.company)}</span></p>
      )}
      {state.paused && <p className="pz-why"><b>{say('paused_state')}.</b> {state.pause_reason}</p>}
      {asking && !state.paused && (
        <PauseForm id="pause-credential" busy={busy} submit={async (reason) => {
          if (!(await act(`${path}/pause`, { body: { reason } }))) return;
          setAsking(false);
          again();
        }} />
      )}
      {state.throttled_until && new Date(state.throttled_until) > new Date() && <p className="pz-why">{say('throttled', { when: time(state.throttled_until, credential.company) })}</p>}
      {credential.warnings.length > 0 && <ul className="pz-warnings">{credential.warnings.map(({ code, message }) => <li key={code}>{message}</li>)}</ul>}
      <Problem problem={problem} />
    </Card>
  );
}
