import type { ActionProps, RecordJSON } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { inLanguage } from './in-language.js';
import { Badge, Button, Card, Facts, Problem } from './ui.js';

interface Run {
  id: string;
  started_at: string;
  finished_at: string | null;
  trigger: string;
  state: string;
  result: unknown;
  error: string | null;
}

const anyRunning = ({ data }: { data: Run[] }): boolean => data.some(({ state }) => state === 'running');

export function SchedulePage({ record: given }: ActionProps) {
  const { say, time, column, may, language } = usePuente();
  const path = `/api/schedules/${encodeURIComponent(String(given!.id))}`;
  const { data, again } = useApi<{ record: RecordJSON }>(`/admin/api/resources/schedules/records/${given!.id}/show`);
  const { data: runs, again: readRuns } = useApi<{ data: Run[] }>(`${path}/runs?limit=20`, { every: 2_000, busy: anyRunning });
  const { act, busy, problem } = useAct();
  const row = (data?.record ?? given!).params;
  const run = () => void act(`${path}/run`, {}, 'run_started').then(readRuns);
  const toggle = () => void act(`${path}/${row.paused ? 'resume' : 'pause'}`, {}).then(again);
  const actions = may('manager') && (
    <>
      <Button kind="main" disabled={busy} onClick={run}>{say('run_now')}</Button>
      <Button disabled={busy} onClick={toggle}>{say(row.paused ? 'resume' : 'pause')}</Button>
    </>
  );
  return (
    <div className="pz-page">
      <Card title={<>{row.name} {row.paused && <span className="pz-badge pz-wait">{say('paused_state')}</span>}</>} actions={actions}>
        <p>{inLanguage(String(row.description), language)}</p>
        <Facts rows={[[column('cron'), <code>{row.cron}</code>], [column('timezone'), row.timezone], [column('next_run_at'), row.paused ? say('paused_state') : time(row.next_run_at)]]} />
        <Problem problem={problem} />
      </Card>
      <Card title={say('runs')}>
        {runs && runs.data.length === 0 && <p className="pz-quiet-text">{say('no_runs')}</p>}
        {runs?.data.map((one) => (
          <div key={one.id} className="pz-run">
            <span className="pz-nowrap">{time(one.started_at)}</span> <Badge column="state" value={one.state} />
            {one.error && <span className="pz-error-text">{one.error}</span>}
            {one.result !== null && <code>{JSON.stringify(one.result)}</code>}
          </div>
        ))}
      </Card>
    </div>
  );
}
