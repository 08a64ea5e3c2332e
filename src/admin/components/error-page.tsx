import type { ActionProps, RecordJSON } from 'adminjs';
import { parse } from 'lossless-json';
import { useAct, useApi, usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { Badge, Button, ButtonLink, Card, Facts, MessageLink, Problem } from './ui.js';

/** One thing that is wrong, however often it happened. */
export function ErrorPage({ record: given }: ActionProps) {
  const { say, time, value, column, may } = usePuente();
  const { data, again } = useApi<{ record: RecordJSON }>(`/admin/api/resources/errors/records/${given!.id}/show`);
  const { act, busy, problem } = useAct();
  const row = (data?.record ?? given!).params;
  const operation = value('step', row.operation);
  const details = String(row.error_details ?? '{}');
  const mark = (status: string) => void act(`/api/integrations/errors/${row.id}`, { method: 'PATCH', body: { status } }, 'error_updated').then(again);
  const retry = () => void act(`/api/integrations/errors/${row.id}/retry`, {}, 'retry_started').then(again);
  const likeThis = new URLSearchParams({ company: String(row.company), integration_name: String(row.integration_name), operation: String(row.operation), status: String(row.status), limit: '1000' });
  const actions = may('operator') && (row.status === 'pending' ? (
    <>
      <Button kind="main" disabled={busy} onClick={() => mark('resolved')}>{say('mark_resolved')}</Button>
      <Button disabled={busy} onClick={() => mark('ignored')}>{say('mark_ignored')}</Button>
      <Button disabled={busy} onClick={retry}>{say('retry_now')}</Button>
    </>
  ) : <Button disabled={busy} onClick={() => mark('pending')}>{say('reopen')}</Button>);
  return (
    <div className="pz-page">
      <Card title={<>{value('entity_type', row.entity_type)} {row.entity_external_id} <Badge column="status" value={row.status} /></>} actions={actions}>
        <p className="pz-error-text">{row.error_message}</p>
        <Facts rows={[
          [column('error_category'), value('error_category', row.error_category)],
          [column('error_code'), <code>{row.error_code}</code>],
          [column('integration'), value('integration', row.integration_name)],
          [column('operation'), operation === row.operation ? value('event_type', row.operation) : operation],
          [column('occurrences'), String(row.occurrences)],
          [column('first_seen'), time(row.first_seen, row.company)],
          [column('last_seen'), time(row.last_seen, row.company)],
          [column('resolved_at'), row.resolved_at && `${time(row.resolved_at, row.company)} · ${row.resolved_by ?? ''}`],
          [column('company'), row.company],
          [column('message_id'), row.message_id && <MessageLink id={String(row.message_id)} />],
        ]} />
        <Problem problem={problem} />
        <div className="pz-actions pz-apart">
          {row.correlation_id && <ButtonLink to={`/admin/resources/messages?filters.correlation_id=${row.correlation_id}`}>{say('see_chain')}</ButtonLink>}
          <a className="pz-button pz-plain" href={`/api/integrations/errors/export/csv?${likeThis}`} download>{say('export_like_this')}</a>
        </div>
      </Card>
      {details !== '{}' && <Card title={column('error_details')}><JsonViewer value={parse(details)} label={column('error_details')} /></Card>}
    </div>
  );
}
