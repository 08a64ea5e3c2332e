import { nextCheck, openMessage, stationsOf, waitingRetry, type Station, type Whole } from './hacienda-data.js';
import { usePuente } from './hooks.js';
import { Badge, Card } from './ui.js';
import type { Word } from './words.js';

/** The way of a document to Hacienda's word on it, each station in the colour of its state, and why it stands where it stands. */
export function HaciendaPicture({ whole }: { whole: Whole }) {
  const { say } = usePuente();
  return (
    <Card title={say('hacienda_way')}>
      <ol className="pz-stations pz-stations-five" aria-label={say('hacienda_way')}>
        {stationsOf(whole).map((station) => <StationBox key={station.name} station={station} company={whole.document.company} />)}
      </ol>
      <p className="pz-why" role="status">{useWhy(whole)}</p>
      <Trouble whole={whole} />
    </Card>
  );
}

function StationBox({ station: { name, state, at }, company }: { station: Station; company: string }) {
  const { value, time } = usePuente();
  return (
    <li className={`pz-station pz-station-${state}`} aria-current={state === 'running' || state === 'waiting' || state === 'failed' ? 'step' : undefined}>
      <strong>{value('einvoice_station', name)}</strong>
      <span><Badge column="einvoice_station_state" value={name === 'rejected' ? 'refused' : state} /></span>
      {at && <small>{time(at, company)}</small>}
    </li>
  );
}

/** The sentence that answers «why is it where it is». */
function useWhy(whole: Whole): string {
  const { say, time, value } = usePuente();
  const { document, settings } = whole;
  const { company, state, clave } = document;
  const [open, retry] = [openMessage(whole), waitingRetry(whole)];
  if (open) {
    const operation = value('einvoice_event', open.event_type);
    if (open.wait_reason) return say('hacienda_why_waiting', { operation, reason: open.wait_reason });
    return say(open.status === 'processing' ? 'hacienda_why_working' : 'hacienda_why_queued', { operation });
  }
  if (retry) {
    const of = { operation: value('einvoice_event', `hacienda.${retry.operation}`), when: time(retry.next_attempt, company), n: retry.retry_count, most: retry.max_retries };
    return say(retry.next_attempt ? 'hacienda_why_retry' : 'hacienda_why_retry_soon', of);
  }
  if (state === 'submitted') {
    const next = nextCheck(document, settings);
    if (typeof next === 'string') return say(`hacienda_why_${next}`, { hours: settings.polling_max_hours });
    return say(next.getTime() <= Date.now() ? 'hacienda_why_check_soon' : 'hacienda_why_submitted', { when: time(next.toISOString(), company) });
  }
  if (state === 'canceled') return say(clave ? 'hacienda_why_canceled_number' : 'hacienda_why_canceled', { consecutive: document.consecutive });
  const word = `hacienda_why_${state}` as Word;
  return say(word, { when: time(document.accepted_at ?? document.rejected_at, company), email: document.receiver_email ?? '' });
}

/** What is wrong, and what a person can do about it. */
function Trouble({ whole }: { whole: Whole }) {
  const { say } = usePuente();
  const { state, rejection, error_message, error_code, error_category } = whole.document;
  if (state === 'rejected') {
    return <div className="pz-problem" role="alert"><p>{rejection}</p><p><b>{say('hacienda_what_to_do')}:</b> {say('hacienda_do_rejected')}</p></div>;
  }
  if (!error_message || state === 'accepted' || state === 'canceled') return null;
  const waits = waitingRetry(whole) && !FOR_PEOPLE.includes(error_category ?? '');
  const advice = waits ? 'hacienda_do_wait' : ((ADVISED.includes(error_category ?? '') ? `hacienda_do_${error_category}` : 'hacienda_do_other') as Word);
  return (
    <div className="pz-problem" role="alert">
      <p>{error_message} {error_code && <code>{error_code}</code>}</p>
      <p><b>{say('hacienda_what_to_do')}:</b> {say(advice)}</p>
    </div>
  );
}

// Time mends nothing in these, though they are tried again.
const FOR_PEOPLE = ['auth', 'validation'];
const ADVISED = [...FOR_PEOPLE, 'network', 'server', 'rate_limit', 'transient'];
