import type { ActionProps, RecordJSON } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { Badge, Button, Card, Facts, MessageLink, Problem } from './ui.js';

/** Buttons of a waiting retry, for those who may press them. */
function RetryButtons({ id, state, done }: { id: string; state: unknown; done: () => void }) {
  const { say, may } = usePuente();
  const { act, busy, problem } = useAct();
  if (state !== 'pending' || !may('operator')) return null;
  const retryNow = async () => { if (await act(`/api/retry-queue/${id}/retry-now`, {}, 'retry_started')) done(); };
  const cancel = async () => { if (confirm(say('cancel_retry_ask')) && (await act(`/api/retry-queue/${id}/cancel`, {}, 'retry_canceled'))) done(); };
  return (
    <>
      <Button kind="main" onClick={retryNow} disabled={busy}>{say('retry_now')}</Button>
      <Button kind="danger" onClick={cancel} disabled={busy}>{say('cancel_retry')}</Button>
      <Problem problem={problem} />
    </>
  );
}

export function RetryPage({ record: given }: ActionProps) {
  const { time, value, column } = usePuente();
  const { data, again } = useApi<{ record: RecordJSON }>(`/admin/api/resources/retry-queue/records/${given!.id}/show`);
  const row = (data?.record ?? given!).params;
  return (
    <div className="pz-page">
      <Card title={<>{row.subject ?? row.operation} <Badge column="state" value={row.state} /></>} actions={<RetryButtons id={String(row.id)} state={row.state} done={again} />}>
        <Facts rows={[
          [column('next_attempt_at'), row.next_attempt_at && time(row.next_attempt_at, row.company)],
          [column('retry_count'), `${row.retry_count} / ${row.max_retries}`],
          [column('integration'), row.integration],
          [column('operation'), row.operation],
          [column('error_category'), value('error_category', row.error_category)],
          [column('last_error'), row.last_error && <span className="pz-error-text">{row.last_error}</span>],
          [column('message_id'), <MessageLink id={String(row.message_id)} />],
          [column('company'), row.company],
        ]} />
      </Card>
    </div>
  );
}

/** The waiting retry of a chain, shown on its messages. */
export function OpenRetry({ correlationId }: { correlationId: string }) {
  const { say, time } = usePuente();
  const { data, again } = useApi<{ records: RecordJSON[] }>(`/admin/api/resources/retry-queue/actions/list?filters.correlation_id=${correlationId}&filters.state=pending`);
  const row = data?.records?.[0]?.params;
  if (!row) return null;
  return (
    <Card title={say('waiting_retry')} actions={<RetryButtons id={String(row.id)} state={row.state} done={again} />}>
      <p>{row.next_attempt_at ? say('why_retry', { when: time(row.next_attempt_at, row.company) }) : say('why_retry_soon')} ({row.retry_count} / {row.max_retries})</p>
    </Card>
  );
}
