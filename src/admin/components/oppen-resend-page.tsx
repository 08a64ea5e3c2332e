import { useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Progress } from './operation-page.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

interface Resent {
  operation_id: string | null;
  total: number;
}

/** Send the invoices selected in the list again: asks, starts the work, and shows how it goes. */
export function OppenResendPage({ records = [] }: ActionProps) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [reason, setReason] = useState('');
  const [started, setStarted] = useState<Resent | null>(null);
  const ids = records.filter(({ params }) => params.estado !== 'enviado').map(({ id }) => Number(id));
  const sent = records.length - ids.length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<Resent>('/api/oppen/reenviar', { body: { ids, reason: reason || undefined } });
    if (answer) setStarted(answer);
  };
  const list = <ButtonLink to="/admin/resources/oppen-sync">{say('back')}</ButtonLink>;
  if (started?.operation_id) return <div className="pz-page"><Progress id={started.operation_id} /><div className="pz-actions">{list}</div></div>;
  if (started || ids.length === 0) return <div className="pz-page"><Card title={say('resend')}><p>{say(started ? 'oppen_resend_nothing' : 'oppen_resend_none')}</p>{list}</Card></div>;
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={say('oppen_resend_title', { n: ids.length })}>
        <p>{say('oppen_resend_confirm')}</p>
        {sent > 0 && <p>{say('oppen_resend_sent', { n: sent })}</p>}
        <Field label={say('reason')} htmlFor="reason" help={say('reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('oppen_resend_many', { n: ids.length })}</Button>{list}</div>
      </Card>
    </form>
  );
}
