import { useState, type FormEvent } from 'react';
import { jsonProblem } from './api.js';
import type { Execution } from './erpnext-stations.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Field, Problem } from './ui.js';

/** The body of a failed execution, mended by hand; what is wrong with it is told field by field. */
export function EditExecution({ execution: { id, payload_json }, close }: { execution: Execution; close: () => void }) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [text, setText] = useState(() => JSON.stringify(payload_json, undefined, 2));
  const [reason, setReason] = useState('');
  const wrong = jsonProblem(text);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The text itself is sent, not what JavaScript makes of it.
    const rawBody = `{"payload_json":${text},"reason":${JSON.stringify(reason)}}`;
    if (await act(`/api/v1/workflow/executions/${id}`, { method: 'PATCH', rawBody }, 'erpnext_edited')) close();
  };
  return (
    <form onSubmit={submit}>
      <Card title={say('erpnext_edit')}>
        <p>{say('erpnext_edit_help')}</p>
        <Field label={say('erpnext_edit_body')} htmlFor="payload" help={<span className={wrong ? 'pz-error-text' : ''}>{wrong ? say('json_bad', { problem: wrong }) : say('json_ok')}</span>}>
          <textarea id="payload" className="pz-editor" rows={20} spellCheck={false} autoFocus value={text} onChange={(event) => setText(event.target.value)} aria-invalid={Boolean(wrong)} aria-describedby="payload-help" />
        </Field>
        <Field label={say('reason')} htmlFor="reason" help={say('erpnext_reason_help')}>
          <input id="reason" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} required />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy || wrong !== null}>{say('erpnext_edit')}</Button><Button onClick={close}>{say('erpnext_close')}</Button></div>
      </Card>
    </form>
  );
}
