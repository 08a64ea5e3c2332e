import { Link } from 'react-router-dom';
import type { Schedule } from './home-data.js';
import { scheduleAt } from './home-links.js';
import { useAct, usePuente } from './hooks.js';
import { inLanguage } from './in-language.js';
import { Badge, Button, Card, Problem } from './ui.js';

/** What runs by the clock: when next, how it ended last, and a button to run it now. */
export function PanelSchedules({ schedules, again }: { schedules: readonly Schedule[]; again: () => void }) {
  const { say, time, may, language } = usePuente();
  const { act, busy, problem } = useAct();
  const run = (name: string) => void act(`/api/schedules/${encodeURIComponent(name)}/run`, {}, 'run_started').then(again);
  return (
    <Card title={say('h_schedules')}>
      <Problem problem={problem} />
      {schedules.length === 0 ? <p className="pz-quiet-text">{say('p_no_schedules')}</p> : (
        <div className="pz-scroll" tabIndex={0}>
          <table className="pz-table">
            <thead><tr><th>{say('h_schedules')}</th><th>{say('p_next_run')}</th><th>{say('p_last_run')}</th><th /></tr></thead>
            <tbody>
              {schedules.map(({ name, description, paused, next_run_at, late, last_state, last_error, last_run_at }) => (
                <tr key={name}>
                  <td><Link className="pz-link" to={scheduleAt(name)}>{name}</Link><div className="pz-panel-do">{inLanguage(description, language)}</div></td>
                  <td className="pz-nowrap">{paused ? <span className="pz-badge pz-wait">{say('paused_state')}</span> : time(next_run_at)} {late && <span className="pz-badge pz-bad">{say('p_late')}</span>}</td>
                  <td>{last_run_at && <span className="pz-nowrap">{time(last_run_at)}</span>} <Badge column="state" value={last_state} /> {last_error && <span className="pz-error-text">{last_error}</span>}</td>
                  <td>{may('manager') && <Button disabled={busy} onClick={() => run(name)} label={`${say('p_run')} ${name}`}>{say('p_run')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
