import { useEffect, useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Progress } from './operation-page.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

interface Resumed {
  operation_id: string | null;
  total: number;
  left: number;
}

const OVER = ['completed', 'canceled'];
const PATH = '/api/v1/workflow/executions/resume';

/** Resume the executions selected in the list, or all that failed of their company: asks, starts the work, and shows how it goes. */
export function ErpnextResumePage({ records = [] }: ActionProps) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [reason, setReason] = useState('');
  const [started, setStarted] = useState<Resumed | null>(null);
  const ids = records.filter(({ params }) => !OVER.includes(String(params.status))).map(({ id }) => Number(id));
  const over = records.length - ids.length;
  const [company, ...others] = [...new Set(records.map(({ params }) => String(params.company)))];
  const failed = useFailed(others.length === 0 ? company : undefined);
  const [all, setAll] = useState(false);
  const n = all ? failed : ids.length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<Resumed>(PATH, { body: { ...(all ? { filter: { company } } : { ids }), reason: reason || undefined } });
    if (answer) setStarted(answer);
  };
  const list = <ButtonLink to="/admin/resources/erpnext-executions">{say('back')}</ButtonLink>;
  if (started?.operation_id) return <div className="pz-page">{started.left > 0 && <p className="pz-why">{say('erpnext_resume_left', { n: started.left })}</p>}<Progress id={started.operation_id} /><div className="pz-actions">{list}</div></div>;
  if (started || ids.length === 0) return <div className="pz-page"><Card title={say('erpnext_resume')}><p>{say('erpnext_resume_nothing')}</p>{list}</Card></div>;
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={say('erpnext_resume_title', { n })}>
        <p>{say('erpnext_resume_lead')}</p>
        {over > 0 && <p>{say('erpnext_resume_over', { n: over })}</p>}
        {failed > ids.length && <label className="pz-check"><input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {say('erpnext_resume_all', { n: failed, company })}</label>}
        <Field label={say('reason')} htmlFor="reason" help={say('erpnext_reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('erpnext_resume_many', { n })}</Button>{list}</div>
      </Card>
    </form>
  );
}

/** How many have failed in a company. */
function useFailed(company: string | undefined): number {
  const { act } = useAct();
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (company !== undefined) void act<Resumed>(PATH, { body: { filter: { company }, dry_run: true } }).then((answer) => setCount(answer ? answer.total + answer.left : 0));
  }, [company]);
  return count;
}
