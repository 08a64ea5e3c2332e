import { useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Progress } from './operation-page.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

/** Resend the messages selected in the list: asks, starts the work, and shows how it goes. */
export function ResendManyPage({ records = [] }: ActionProps) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [reason, setReason] = useState('');
  const [operation, setOperation] = useState<string | null>(null);
  const ids = records.filter(({ params }) => params.direction === 'inbound').map(({ id }) => String(id));
  const others = records.length - ids.length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<{ operation_id: string }>('/api/messages/resend', { body: { ids, reason: reason || undefined } });
    if (answer) setOperation(answer.operation_id);
  };
  const list = <ButtonLink to="/admin/resources/messages">{say('back')}</ButtonLink>;
  if (operation) return <div className="pz-page"><Progress id={operation} /><div className="pz-actions">{list}</div></div>;
  if (ids.length === 0) return <div className="pz-page"><Card title={say('resend')}><p>{say('resend_many_none')}</p>{list}</Card></div>;
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={say('resend_many_title', { n: ids.length })}>
        <p>{say('confirm_resend')}</p>
        {others > 0 && <p>{say('resend_many_skip', { n: others })}</p>}
        <Field label={say('reason')} htmlFor="reason" help={say('reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('resend_many', { n: ids.length })}</Button>{list}</div>
      </Card>
    </form>
  );
}
