import { Link } from 'react-router-dom';
import type { Figures, Standing } from './home-data.js';
import { credentialAt } from './home-links.js';
import { StandingBadge } from './home-standing.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Problem } from './ui.js';

/** How each credential stands, and its connection test. */
export function PanelCredentials({ figures: { credentials }, again }: { figures: Figures; again: () => void }) {
  const { say, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  const check = (id: number) => void act(`/api/credentials/${id}/check`, { body: {} }).then(again);
  return (
    <Card title={say('h_credentials')}>
      <Problem problem={problem} />
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{column('company')}</th><th>{column('name')}</th><th>{say('p_state')}</th><th>{say('p_limit')}</th><th>{say('connection')}</th><th /></tr></thead>
          <tbody>
            {credentials.map((one) => (
              <tr key={one.id}>
                <td>{one.company}</td>
                <td><Link className="pz-link" to={credentialAt(one.id)}>{one.name}</Link> <span className="pz-quiet-text">{value('environment', one.environment)}</span></td>
                <td><State credential={one} /></td>
                <td className="pz-nowrap">{one.per_minute !== null && say('p_limit_of', { left: one.calls_left ?? one.per_minute, most: one.per_minute })}</td>
                <td><Connection credential={one} /></td>
                <td><CheckButton credential={one} busy={busy} check={check} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function State({ credential: { state, reason, until, company } }: { credential: Standing }) {
  const { time } = usePuente();
  return <><StandingBadge state={state} /> {until && <span className="pz-nowrap">{time(until, company)}</span>} {reason && <span className="pz-error-text">{reason}</span>}</>;
}

function Connection({ credential: { last_check_at, last_check_ok, last_check_message, session_until, company } }: { credential: Standing }) {
  const { say, time } = usePuente();
  return (
    <>
      {last_check_ok !== null && <span className={last_check_ok ? 'pz-good-text' : 'pz-error-text'}>{last_check_message} <span className="pz-quiet-text">{time(last_check_at, company)}</span></span>}
      {session_until && Date.parse(session_until) > Date.now() && <div className="pz-panel-do">{say('p_session', { when: time(session_until, company) })}</div>}
    </>
  );
}

function CheckButton({ credential: { id, company, name, active }, busy, check }: { credential: Standing; busy: boolean; check: (id: number) => void }) {
  const { say, may } = usePuente();
  if (!active || !may('manager')) return null;
  return <Button disabled={busy} onClick={() => check(id)} label={`${say('check')} ${company} ${name}`}>{say(busy ? 'checking' : 'check')}</Button>;
}
