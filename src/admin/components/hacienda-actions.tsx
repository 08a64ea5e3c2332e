import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { actionsOf, openMessage, type Action, type Whole } from './hacienda-data.js';
import type { EditorMode } from './hacienda-editor.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Field, Problem } from './ui.js';
import type { Word } from './words.js';

const DOCUMENTS = '/admin/resources/hacienda-documents';
const DONE: Partial<Record<Action, Word>> = { sign: 'hacienda_asked_sign', submit: 'hacienda_asked_submit', 'check-status': 'hacienda_asked_check', generate: 'hacienda_generated', cancel: 'hacienda_canceled' };

/** What can be done with a document now, for those who may do it. */
export function HaciendaActions({ whole, again, edit }: { whole: Whole; again: () => void; edit: (mode: EditorMode) => void }) {
  const { say, may } = usePuente();
  const { act, busy, problem } = useAct();
  const navigate = useNavigate();
  const [canceling, setCanceling] = useState(false);
  const { document } = whole;
  const path = `/api/hacienda/documents/${document.id}`;
  const ask = async (action: Action, body: unknown = {}) => {
    await act(`${path}/${action}`, { body }, DONE[action]);
    again();
  };
  const remove = async () => {
    if (confirm(say('hacienda_delete_ask')) && (await act(path, { method: 'DELETE' }, 'hacienda_deleted'))) navigate(DOCUMENTS);
  };
  const press = (action: Action): void => {
    if (action === 'edit' || action === 'copy') edit(action);
    else if (action === 'cancel') setCanceling(true);
    else if (action === 'delete') void remove();
    else void ask(action);
  };
  const possible = actionsOf(document).filter(({ role }) => may(role));
  const moving = openMessage(whole) !== undefined;
  return (
    <>
      {possible.map(({ action }, index) => (
        <Button key={action} kind={action === 'cancel' || action === 'delete' ? 'danger' : index === 0 ? 'main' : 'plain'} disabled={busy || moving} onClick={() => press(action)}>
          {say(`hacienda_${action.replace('-', '_')}` as Word)}
        </Button>
      ))}
      <Problem problem={problem} />
      {canceling && <CancelForm signed={document.clave !== null} onCancel={(reason) => { setCanceling(false); void ask('cancel', { reason }); }} close={() => setCanceling(false)} />}
    </>
  );
}

function CancelForm({ signed, onCancel, close }: { signed: boolean; onCancel: (reason: string | undefined) => void; close: () => void }) {
  const { say } = usePuente();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCancel(reason || undefined);
  };
  return (
    <form onSubmit={submit} className="pz-wide">
      <p className="pz-why">{say(signed ? 'hacienda_cancel_signed' : 'hacienda_cancel_free')}</p>
      <Field label={say('reason')} htmlFor="reason" help={say('hacienda_reason_help')}>
        <input id="reason" maxLength={500} required={signed} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
      </Field>
      <div className="pz-actions"><Button kind="danger" submit>{say('hacienda_cancel_confirm')}</Button><Button onClick={close}>{say('hacienda_cancel_keep')}</Button></div>
    </form>
  );
}
