import { useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Progress } from './operation-page.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

interface Resumed {
  operation_id: string | null;
  total: number;
}

const OVER = ['completed', 'canceled'];

/** Resume the executions selected in the list: asks, starts the work, and shows how it goes. */
export function ErpnextResumePage({ records = [] }: ActionProps) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [reason, setReason] = useState('');
  const [started, setStarted] = useState<Resumed | null>(null);
  const ids = records.filter(({ params }) => !OVER.includes(String(params.status))).map(({ id }) => Number(id));
  const over = records.length - ids.length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<Resumed>('/api/v1/workflow/executions/resume', { body: { ids, reason: reason || undefined } });
    if (answer) setStarted(answer);
  };
  const list = <ButtonLink to="/admin/resources/erpnext-executions">{say('back')}</ButtonLink>;
  if (started?.operation_id) return <div className="pz-page"><Progress id={started.operation_id} /><div className="pz-actions">{list}</div></div>;
  if (started || ids.length === 0) return <div className="pz-page"><Card title={say('erpnext_resume')}><p>{say('erpnext_resume_nothing')}</p>{list}</Card></div>;
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={say('erpnext_resume_title', { n: ids.length })}>
        <p>{say('erpnext_resume_lead')}</p>
        {over > 0 && <p>{say('erpnext_resume_over', { n: over })}</p>}
        <Field label={say('reason')} htmlFor="reason" help={say('erpnext_reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('erpnext_resume_many', { n: ids.length })}</Button>{list}</div>
      </Card>
    </form>
  );
}
