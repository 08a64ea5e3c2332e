import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { useAct, useApi, usePuente } from './hooks.js';
import { Badge, Button, Card, Facts, Loading, MessageLink, Problem } from './ui.js';

interface Item {
  message_id: string | null;
  subject_id: string | null;
  new_message_id: string | null;
  outcome: string | null;
  error: string | null;
  external_reference: string | null;
  next_attempt_at: string | null;
}

interface Operation {
  id: string;
  kind: string;
  state: string;
  total: number;
  done: number;
  succeeded: number;
  failed: number;
  reason: string | null;
  error: string | null;
  created_by: string;
  created_at: string;
  items: Item[];
  next_cursor: string | null;
}

const isOpen = ({ state }: Operation): boolean => state === 'pending' || state === 'running';

/** Background work: how far it is, and what became of each item. */
export function Progress({ id }: { id: string }) {
  const { say, value, may, time, column } = usePuente();
  const { act, busy, problem: failed } = useAct();
  const { data, problem, again } = useApi<Operation>(`/api/operations/${id}`, { every: 1_000, busy: isOpen });
  if (problem) return <Problem problem={problem} />;
  if (!data) return <Loading />;
  const { total, done, succeeded } = data;
  const waiting = data.items.filter(({ next_attempt_at }) => next_attempt_at !== null).length;
  const stop = isOpen(data) && may('operator') && (
    <Button kind="danger" disabled={busy} onClick={() => void act(`/api/operations/${id}/cancel`, {}).then(again)}>{say('cancel_operation')}</Button>
  );
  return (
    <Card title={<>{value('kind', data.kind)} <Badge column="state" value={data.state} /></>} actions={stop}>
      <progress className="pz-progress" max={Math.max(total, 1)} value={done} aria-label={value('kind', data.kind)} />
      <p role="status">{say('progress', { done, total, succeeded, failed: data.failed })}</p>
      {waiting > 0 && isOpen(data) && <p className="pz-why">{say('bulk_waiting', { n: waiting })}</p>}
      <Facts rows={[[column('created_by'), data.created_by], [column('created_at'), time(data.created_at)], [column('reason'), data.reason]]} />
      <Problem problem={failed ?? data.error} />
      <Items operation={data} />
    </Card>
  );
}

function Items({ operation }: { operation: Operation }) {
  const { say, time } = usePuente();
  const [cursor, setCursor] = useState<string | null>(null);
  const { data: page } = useApi<Operation>(cursor && `/api/operations/${operation.id}?cursor=${cursor}`);
  const { items, next_cursor } = cursor && page ? page : operation;
  return (
    <div className="pz-scroll">
      <table className="pz-table">
        <thead><tr><th>{say(operation.kind.includes('.') ? 'bulk_item' : 'item')}</th><th>{say('new_item')}</th><th>{say('new_outcome')}</th></tr></thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.message_id ?? item.subject_id}>
              <td><ItemLink kind={operation.kind} item={item} /></td>
              <td>{item.new_message_id && <MessageLink id={item.new_message_id} />}</td>
              <td>
                <Badge column="outcome" value={item.outcome} /> {item.error && <span className="pz-error-text">{item.error}</span>}
                {item.next_attempt_at && <span className="pz-quiet-text">{say('tries_again', { at: time(item.next_attempt_at) })}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next_cursor && <Button onClick={() => setCursor(next_cursor)}>{say('more_items')}</Button>}
    </div>
  );
}

/** An error's or a retry's own page, by the list its kind names (`errors.resolve`); else the message. */
function ItemLink({ kind, item: { message_id, subject_id, external_reference } }: { kind: string; item: Item }) {
  if (message_id) return <MessageLink id={message_id}>{external_reference}</MessageLink>;
  return <Link className="pz-link" to={`/admin/resources/${kind.split('.')[0]}/records/${subject_id}/show`}>{external_reference ?? subject_id}</Link>;
}

export function OperationPage({ record }: ActionProps) {
  return <div className="pz-page"><Progress id={String(record!.id)} /></div>;
}
