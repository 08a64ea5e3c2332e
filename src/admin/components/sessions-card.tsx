import { deviceName } from './device.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Loading, Problem } from './ui.js';

interface Session {
  id: string;
  current: boolean;
  device: string | null;
  address: string | null;
  started_at: string | null;
  last_seen_at: string;
}

/** Where somebody is signed in, and the way to end it. `path` is that of their sessions in the API. */
export function SessionsCard({ path, own }: { path: string; own: boolean }) {
  const { say, time } = usePuente();
  const { data, problem: unread, again } = useApi<{ data: Session[] }>(path);
  const { act, busy, problem } = useAct();
  const end = async (id: string) => { if (await act(`${path}/${id}`, { method: 'DELETE' }, 'pr_ended')) again(); };
  const endAll = async () => { if (confirm(say(own ? 'pr_end_others_ask' : 'pr_end_all_ask')) && (await act(path, { method: 'DELETE' }, 'pr_ended'))) again(); };
  const rows = data?.data ?? [];
  const others = rows.filter(({ current }) => !own || !current).length;
  return (
    <Card title={say('pr_sessions')} actions={others > 0 && <Button kind="danger" disabled={busy} onClick={() => void endAll()}>{say(own ? 'pr_end_others' : 'pr_end_all')}</Button>}>
      <Problem problem={unread ?? problem} />
      {!data && !unread && <Loading />}
      {data && rows.length === 0 && <p className="pz-quiet-text">{say('pr_no_sessions')}</p>}
      {rows.length > 0 && (
        <div className="pz-scroll">
          <table className="pz-table">
            <thead><tr><th>{say('pr_device')}</th><th>{say('pr_address')}</th><th>{say('pr_started')}</th><th>{say('pr_last_seen')}</th><th /></tr></thead>
            <tbody>
              {rows.map(({ id, current, device, address, started_at, last_seen_at }) => (
                <tr key={id}>
                  <td title={device ?? undefined}>{deviceName(device) ?? '—'} {current && <span className="pz-badge pz-good">{say('pr_this')}</span>}</td>
                  <td>{address ?? '—'}</td><td className="pz-nowrap">{time(started_at)}</td><td className="pz-nowrap">{time(last_seen_at)}</td>
                  <td className="pz-end">{!(own && current) && <Button disabled={busy} onClick={() => void end(id)} label={say('pr_end_of', { device: deviceName(device) ?? '', when: time(last_seen_at) })}>{say('pr_end')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
