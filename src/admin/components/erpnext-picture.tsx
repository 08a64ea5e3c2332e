import { moves, stationsOf, type Execution, type Station } from './erpnext-stations.js';
import { usePuente } from './hooks.js';
import { Badge, Card } from './ui.js';
import type { Word } from './words.js';

/** The four stations, each in the colour of its state and with the way to its document in its ERPNext. */
export function Picture({ execution }: { execution: Execution }) {
  const { say } = usePuente();
  return (
    <Card title={say('erpnext_stations')}>
      <ol className="pz-stations" aria-label={say('erpnext_stations')}>
        {stationsOf(execution).map((station) => <StationBox key={station.step} station={station} />)}
      </ol>
      <Why execution={execution} />
      <Trouble execution={execution} />
    </Card>
  );
}

function StationBox({ station: { step, side, state, instance, document, attempts } }: { station: Station }) {
  const { say, value } = usePuente();
  return (
    <li className={`pz-station pz-station-${state}`} aria-current={state === 'running' || state === 'waiting' || state === 'failed' ? 'step' : undefined}>
      <strong>{value('workflow_step', step)}</strong>
      <span className="pz-quiet-text">{say('erpnext_in_instance', { name: instance ?? side.toUpperCase() })}</span>
      <span><Badge column="station" value={state} /></span>
      {document && <a className="pz-link" href={document.url} target="_blank" rel="noreferrer" title={say('erpnext_open', { name: document.name })}>{document.name}</a>}
      {attempts > 0 && <small>{say('erpnext_attempts', { n: attempts })}</small>}
    </li>
  );
}

/** The line that answers «why is it where it is». */
function Why({ execution }: { execution: Execution }) {
  const { say, time } = usePuente();
  const { status, next_attempt_at, wait_reason, company } = execution;
  const text = wait_reason && moves(execution) ? say('erpnext_why_waiting', { reason: wait_reason })
    : next_attempt_at ? say('erpnext_why_retry', { when: time(next_attempt_at, company) })
      : execution.running ? say('erpnext_why_running')
        : status === 'completed' || status === 'canceled' || status === 'failed' ? say(`erpnext_why_${status}`) : '';
  return <p className="pz-why" role="status">{text}</p>;
}

const ADVISED = ['authentication_error', 'credential_error', 'validation_error', 'conflict', 'not_found'];

/** ERPNext's own words, and what a person can do. */
function Trouble({ execution: { error_message, error_category, error_code, status } }: { execution: Execution }) {
  const { say } = usePuente();
  if (!error_message) return null;
  const advice = (ADVISED.includes(error_category ?? '') ? `erpnext_do_${error_category}` : 'erpnext_do_other') as Word;
  return (
    <div className="pz-problem" role="alert">
      <p>{error_message} {error_code && <code>{error_code}</code>}</p>
      {status === 'failed' && <p><b>{say('erpnext_what_to_do')}:</b> {say(advice)}</p>}
    </div>
  );
}
