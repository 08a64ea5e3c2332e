import type { HaciendaMessage, HaciendaRetry, Whole } from './hacienda-data.js';
import { useAct, usePuente } from './hooks.js';
import { Badge, Button, ButtonLink, Card, MessageLink, Problem } from './ui.js';

/** What was tried and what waits: the retry queue's entries of the document, and its messages. */
export function HaciendaHistory({ whole: { document, retries, messages }, again }: { whole: Whole; again: () => void }) {
  const { say } = usePuente();
  const latest = messages[0];
  return (
    <>
      {retries.length > 0 && <Retries retries={retries} company={document.company} again={again} />}
      <Card title={say('hacienda_messages')} actions={latest && <ButtonLink to={`/admin/resources/messages?filters.correlation_id=${latest.correlation_id}`}>{say('see_chain')}</ButtonLink>}>
        {messages.length === 0 ? <p className="pz-quiet-text">{say('hacienda_no_messages')}</p> : <Messages messages={messages} company={document.company} />}
      </Card>
    </>
  );
}

function Retries({ retries, company, again }: { retries: readonly HaciendaRetry[]; company: string; again: () => void }) {
  const { say, time, value } = usePuente();
  const { act, busy, problem } = useAct();
  const retryNow = async (id: string) => { await act(`/api/hacienda/retry-queue/${id}/retry-now`, {}, 'retry_started'); again(); };
  const cancel = async (id: string) => { if (confirm(say('cancel_retry_ask'))) { await act(`/api/hacienda/retry-queue/${id}/cancel`, {}, 'retry_canceled'); again(); } };
  return (
    <Card title={say('hacienda_retries')}>
      <Problem problem={problem} />
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{say('hacienda_h_operation')}</th><th>{say('hacienda_h_state')}</th><th>{say('hacienda_h_tries')}</th><th>{say('hacienda_h_next')}</th><th>{say('hacienda_h_why')}</th><th /></tr></thead>
          <tbody>
            {retries.map(({ id, operation, state, retry_count, max_retries, next_attempt, error_category, last_error, message_id }) => (
              <tr key={id}>
                <td className="pz-nowrap"><MessageLink id={message_id}>{value('einvoice_event', `hacienda.${operation}`)}</MessageLink></td>
                <td><Badge column="state" value={state} /></td>
                <td className="pz-nowrap">{retry_count} / {max_retries}</td>
                <td className="pz-nowrap">{state === 'pending' ? time(next_attempt, company) : '—'}</td>
                <td><b>{value('error_category', error_category)}</b> <span className="pz-error-text">{last_error}</span></td>
                <td className="pz-end"><RetryButtons state={state} busy={busy} retryNow={() => void retryNow(id)} cancel={() => void cancel(id)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function RetryButtons({ state, busy, retryNow, cancel }: { state: string; busy: boolean; retryNow: () => void; cancel: () => void }) {
  const { say, may } = usePuente();
  if (!may('manager')) return null;
  return (
    <div className="pz-actions">
      {(state === 'pending' || state === 'failed') && <Button kind="main" disabled={busy} onClick={retryNow}>{say('retry_now')}</Button>}
      {state === 'pending' && <Button kind="danger" disabled={busy} onClick={cancel}>{say('cancel_retry')}</Button>}
    </div>
  );
}

function Messages({ messages, company }: { messages: readonly HaciendaMessage[]; company: string }) {
  const { say, time, value } = usePuente();
  return (
    <div className="pz-scroll" tabIndex={0}>
      <table className="pz-table">
        <thead><tr><th>{say('hacienda_h_when')}</th><th>{say('hacienda_h_operation')}</th><th>{say('hacienda_h_state')}</th><th>{say('hacienda_h_by')}</th><th>{say('hacienda_h_why')}</th></tr></thead>
        <tbody>
          {messages.map(({ id, received_at, event_type, status, outcome, trigger, created_by, error_message, wait_reason }) => (
            <tr key={id}>
              <td className="pz-nowrap"><MessageLink id={id}>{time(received_at, company)}</MessageLink></td>
              <td className="pz-nowrap">{value('einvoice_event', event_type)}</td>
              <td>{outcome ? <Badge column="outcome" value={outcome} /> : <Badge column="status" value={status} />}</td>
              <td className="pz-nowrap">{created_by ?? value('trigger', trigger)}</td>
              <td>{error_message ? <span className="pz-error-text">{error_message}</span> : wait_reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
