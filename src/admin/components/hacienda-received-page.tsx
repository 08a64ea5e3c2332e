import { useState, type FormEvent } from 'react';
import type { ActionProps } from 'adminjs';
import { CopyButton } from './copy-button.js';
import { ANSWERS, moves, type Received } from './hacienda-received-data.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Badge, Button, ButtonLink, Card, Facts, Field, Loading, Problem } from './ui.js';

const EVERY_MS = 3_000;

/** A supplier's document: what came, whether its signature holds, and our answer on its way to Hacienda. */
export function HaciendaReceivedPage({ record }: ActionProps) {
  const { data: document, problem, again } = useApi<Received>(`/api/hacienda/received/${String(record!.id)}`, { every: EVERY_MS, busy: moves });
  const { may } = usePuente();
  if (problem) return <Problem problem={problem} />;
  if (!document) return <Loading />;
  return (
    <div className="pz-page">
      <Head document={document} />
      <OurAnswer document={document} />
      {may('operator') && document.open && <AnswerForm document={document} again={again} />}
    </div>
  );
}

function Head({ document }: { document: Received }) {
  const { say, column, time, amount } = usePuente();
  const { company, clave, issuer, currency, signature_valid, warnings } = document;
  return (
    <Card title={<>{issuer.name} {document.document_consecutive}</>} actions={<a className="pz-button pz-plain" href={`/api/hacienda/received/${document.id}/xml`} download>{say('hacienda_supplier_xml')}</a>}>
      <p className="pz-amount">{currency} {amount(document.total)}</p>
      <p className={signature_valid ? 'pz-good-text' : 'pz-error-text'}>{say(signature_valid ? 'hacienda_signature_holds' : 'hacienda_signature_broken')}</p>
      {warnings.length > 0 && <ul className="pz-warnings">{warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>}
      <Facts rows={[
        [column('root'), document.root],
        [column('issuer_identification'), issuer.identification],
        [column('receiver_identification'), document.receiver_identification],
        [column('total_tax'), `${currency} ${amount(document.total_tax)}`],
        [column('issued_at'), time(document.issued_at, company)],
        [column('created_at'), time(document.created_at, company)],
        [column('company'), company],
      ]} />
      <div className="pz-numbers"><Facts rows={[[column('clave'), <><code>{clave}</code> <CopyButton text={clave} label={say('hacienda_copy_clave')} /></>]]} /></div>
    </Card>
  );
}

function OurAnswer({ document }: { document: Received }) {
  const { say, column, time, value } = usePuente();
  const { id, company, answer, state, consecutive, detail, rejection, error_message } = document;
  if (answer === null) return <Card title={say('hacienda_our_answer')}><p className="pz-why">{say('hacienda_unanswered')}</p></Card>;
  const files = [{ name: 'response-xml', word: 'hacienda_our_xml', there: document.signed_at }, { name: 'pdf', word: 'hacienda_pdf', there: answer }, { name: 'answer-xml', word: 'hacienda_answer_xml', there: document.accepted_at ?? document.rejected_at }] as const;
  return (
    <Card title={<>{say('hacienda_our_answer')}: {value('answer', answer)} <Badge column="state" value={state} /></>} actions={files.filter(({ there }) => there).map(({ name, word }) => <a key={name} className="pz-button pz-plain" href={`/api/hacienda/received/${id}/${name}`} download>{say(word)}</a>)}>
      {moves(document) && <p className="pz-why" role="status">{say(state === 'submitted' ? 'hacienda_answer_submitted' : 'hacienda_answer_going')}</p>}
      {(rejection ?? error_message) && <div className="pz-problem" role="alert"><p>{rejection ?? error_message}</p></div>}
      <Facts rows={[
        [column('detail'), detail],
        [column('activity_code'), document.activity_code],
        [column('tax_condition'), document.tax_condition && `${document.tax_condition} · ${value('tax_condition', document.tax_condition)}`],
        [column('consecutive'), consecutive],
        [column('signed_at'), document.signed_at && time(document.signed_at, company)],
        [column('submitted_at'), document.submitted_at && time(document.submitted_at, company)],
        [column('accepted_at'), document.accepted_at && time(document.accepted_at, company)],
        [column('rejected_at'), document.rejected_at && time(document.rejected_at, company)],
      ]} />
      <div className="pz-actions pz-apart"><ButtonLink to={`/admin/resources/hacienda-responses?filters.clave=${document.clave}`}>{say('hacienda_answers')}</ButtonLink></div>
    </Card>
  );
}

/** Nota 18 of the annexes. */
const CONDITIONS = ['01', '02', '03', '04', '05'] as const;

function AnswerForm({ document, again }: { document: Received; again: () => void }) {
  const { say, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  // What is broken can only be refused.
  const possible = document.signature_valid ? ANSWERS : (['reject'] as const);
  const [form, setForm] = useState({ answer: document.answer ?? possible[0], detail: '', activity_code: '', tax_condition: '' });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = Object.fromEntries(Object.entries(form).filter(([, text]) => text !== ''));
    if (confirm(say('hacienda_answer_ask')) && (await act(`/api/hacienda/received/${document.id}/respond`, { body }, 'hacienda_answer_sent'))) again();
  };
  return (
    <form onSubmit={submit}>
      <Card title={say('hacienda_answer_it')}>
        <Field label={column('answer')} htmlFor="answer">
          <select id="answer" value={form.answer} onChange={(event) => set({ answer: event.target.value })}>{possible.map((answer) => <option key={answer} value={answer}>{value('answer_to_give', answer)}</option>)}</select>
        </Field>
        <Field label={say('hacienda_detail')} htmlFor="detail" help={say('hacienda_detail_help')}>
          <input id="detail" maxLength={160} required={form.answer !== 'accept'} value={form.detail} onChange={(event) => set({ detail: event.target.value })} />
        </Field>
        <Field label={column('activity_code')} htmlFor="activity" help={say('hacienda_activity_help')}>
          <input id="activity" value={form.activity_code} onChange={(event) => set({ activity_code: event.target.value })} />
        </Field>
        <Field label={column('tax_condition')} htmlFor="condition">
          <select id="condition" value={form.tax_condition} onChange={(event) => set({ tax_condition: event.target.value })}>
            <option value="">{say('none')}</option>
            {CONDITIONS.map((code) => <option key={code} value={code}>{code} · {value('tax_condition', code)}</option>)}
          </select>
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy}>{say('hacienda_answer_send')}</Button></div>
      </Card>
    </form>
  );
}
