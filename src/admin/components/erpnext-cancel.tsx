import { useEffect, useState } from 'react';
import type { Execution } from './erpnext-stations.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Field, Loading, Problem } from './ui.js';

interface Action {
  step: string;
  action: 'cancel' | 'delete' | 'none';
  doctype: string;
  document: string;
  instance: string;
}

/** Shows what a cancellation would do, as ERPNext holds the documents now; only then can it be asked for. */
export function CancelExecution({ execution: { id }, close }: { execution: Execution; close: () => void }) {
  const { say, value } = usePuente();
  const { act, busy, problem } = useAct();
  const [actions, setActions] = useState<Action[] | null>(null);
  const [reason, setReason] = useState('');
  const path = `/api/v1/workflow/executions/${id}/cancel`;
  // An empty body only looks.
  useEffect(() => { void act<{ actions: Action[] }>(path, { body: {} }).then((answer) => answer && setActions(answer.actions)); }, [path]);
  const confirmed = async () => { if (await act(path, { body: { confirm: true, reason: reason || undefined } }, 'erpnext_cancel_accepted')) close(); };
  return (
    <Card title={say('erpnext_cancel_title', { id })}>
      <Problem problem={problem} />
      {!actions && !problem && <Loading />}
      {actions && (
        <>
          <p>{say(actions.length > 0 ? 'erpnext_cancel_lead' : 'erpnext_cancel_nothing')}</p>
          {actions.length > 0 && (
            <div className="pz-scroll">
              <table className="pz-table">
                <thead><tr><th>{say('erpnext_h_action')}</th><th>{say('erpnext_h_document')}</th><th>{say('erpnext_h_step')}</th><th>{say('erpnext_h_instance')}</th></tr></thead>
                <tbody>{actions.map(({ step, action, document, instance }) => <tr key={step}><td>{value('workflow_action', action)}</td><td className="pz-nowrap">{document}</td><td>{value('workflow_step', step)}</td><td>{instance}</td></tr>)}</tbody>
              </table>
            </div>
          )}
          <Field label={say('reason')} htmlFor="reason" help={say('erpnext_reason_help')}>
            <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </>
      )}
      <div className="pz-actions">
        {actions && <Button kind="danger" disabled={busy} onClick={() => void confirmed()}>{say('erpnext_cancel_confirm')}</Button>}
        <Button onClick={close}>{say('erpnext_cancel_keep')}</Button>
      </div>
    </Card>
  );
}
