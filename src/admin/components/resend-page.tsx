import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { stringify } from 'lossless-json';
import { jsonProblem } from './api.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

/** Resend one message, as it was or edited. */
export function ResendPage({ record, action }: ActionProps) {
  const id = String(record!.id);
  const edits = action.name === 'editAndResend';
  const { say } = usePuente();
  const navigate = useNavigate();
  const { act, busy, problem } = useAct();
  const [reason, setReason] = useState('');
  const { text, setText, wrong } = usePayload(edits ? id : null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The text itself is sent, not what JavaScript makes of it: big numbers keep every digit.
    const rawBody = edits ? `{"payload":${text},"reason":${JSON.stringify(reason)}}` : JSON.stringify({ reason: reason || undefined });
    const answer = await act<{ message_id: string }>(`/api/messages/${id}/resend`, { rawBody });
    if (answer) navigate(`/admin/resources/messages/records/${answer.message_id}/show`);
  };
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={`${say(edits ? 'edit_and_resend' : 'resend')}: ${record!.params.external_reference ?? record!.params.event_type}`}>
        <p>{say('confirm_resend')}</p>
        {edits && (
          <Field label={say('new_payload')} htmlFor="payload" help={<span className={wrong ? 'pz-error-text' : ''}>{wrong ? say('json_bad', { problem: wrong }) : say('json_ok')}</span>}>
            <textarea id="payload" className="pz-editor" rows={22} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} aria-invalid={Boolean(wrong)} aria-describedby="payload-help" />
          </Field>
        )}
        <Field label={say('reason')} htmlFor="reason" help={say('reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} required={edits} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions">
          <Button kind="main" submit disabled={busy || (edits && wrong !== null)}>{say('resend')}</Button>
          <ButtonLink to={`/admin/resources/messages/records/${id}/show`}>{say('open_message')}</ButtonLink>
        </div>
      </Card>
    </form>
  );
}

/** The payload as text to edit, and what is wrong with it. */
function usePayload(id: string | null) {
  const { data } = useApi<{ payload: unknown }>(id && `/api/messages/${id}`, { exact: true });
  const [text, setText] = useState('');
  useEffect(() => { if (data) setText(stringify(data.payload, undefined, 2) ?? ''); }, [data]);
  return { text, setText, wrong: id ? jsonProblem(text) : null };
}
