import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { stringify } from 'lossless-json';
import { jsonProblem } from './api.js';
import type { Einvoice } from './hacienda-data.js';
import { replacementOf } from './hacienda-replacement.js';
import { INVOICE_TEMPLATE } from './hacienda-template.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Field, Loading, Problem } from './ui.js';

/** `edit` changes a document that has no number; `copy` makes another of one that Hacienda refused. */
export type EditorMode = 'edit' | 'copy';

/** The invoice as its sender gave it, mended by hand. What is wrong with it is told all at once, by path. */
export function HaciendaEditor({ mode, document, close }: { mode: EditorMode; document: Einvoice; close: () => void }) {
  const { id, company } = document;
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const show = useShow();
  // Digit by digit: what JavaScript makes of a number is not what was given.
  const { data, problem: unread } = useApi<{ input: Record<string, unknown> }>(`/api/hacienda/documents/${id}`, { exact: true });
  const start = data && (mode === 'copy' ? replacementOf(data.input, document) : data.input);
  const save = async (invoice: string) => {
    if (mode === 'edit') {
      if (await act(`/api/hacienda/documents/${id}`, { method: 'PATCH', rawBody: invoice }, 'hacienda_generated')) close();
      return;
    }
    const made = await act<Einvoice>('/api/hacienda/documents', { rawBody: withCompany(invoice, company) }, 'hacienda_generated');
    if (made) { close(); show(made.id); }
  };
  return (
    <Card title={say(`hacienda_${mode}`)}>
      <p>{say(mode === 'edit' ? 'hacienda_edit_help' : 'hacienda_copy_help')}</p>
      <Problem problem={unread} />
      {start ? <InvoiceForm start={stringify(start, undefined, 2) ?? '{}'} busy={busy} save={save} close={close} problem={<Problem problem={problem} />} /> : <Loading />}
    </Card>
  );
}

/** A new document, from an example. */
export function HaciendaNewPage(_props: ActionProps) {
  const { say, admin } = usePuente();
  const { act, busy, problem } = useAct();
  const navigate = useNavigate();
  const show = useShow();
  const companies = Object.keys(admin?.zones ?? {}).sort();
  const [company, setCompany] = useState(companies.includes('default') ? 'default' : (companies[0] ?? 'default'));
  const save = async (invoice: string) => {
    const made = await act<Einvoice>('/api/hacienda/documents', { rawBody: withCompany(invoice, company) }, 'hacienda_generated');
    if (made) show(made.id);
  };
  return (
    <div className="pz-page">
      <Card title={say('hacienda_new')}>
        <p>{say('hacienda_new_help')}</p>
        <Field label={say('company')} htmlFor="company">
          <select id="company" value={company} onChange={(event) => setCompany(event.target.value)}>{companies.map((code) => <option key={code} value={code}>{code}</option>)}</select>
        </Field>
        <InvoiceForm start={JSON.stringify(INVOICE_TEMPLATE, undefined, 2)} busy={busy} save={save} close={() => navigate('/admin/resources/hacienda-documents')} problem={<Problem problem={problem} />} />
      </Card>
    </div>
  );
}

interface InvoiceFormProps {
  start: string;
  busy: boolean;
  save: (invoice: string) => Promise<void>;
  close: () => void;
  problem: ReactNode;
}

function InvoiceForm({ start, busy, save, close, problem }: InvoiceFormProps) {
  const { say } = usePuente();
  const [text, setText] = useState(start);
  const wrong = jsonProblem(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(text);
  };
  return (
    <form onSubmit={submit}>
      <Field label={say('hacienda_invoice')} htmlFor="invoice" help={<span className={wrong ? 'pz-error-text' : ''}>{wrong ? say('json_bad', { problem: wrong }) : say('json_ok')}</span>}>
        <textarea id="invoice" className="pz-editor" rows={24} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} aria-invalid={Boolean(wrong)} aria-describedby="invoice-help" />
      </Field>
      {problem}
      <div className="pz-actions"><Button kind="main" submit disabled={busy || wrong !== null}>{say('hacienda_save')}</Button><Button onClick={close}>{say('hacienda_close')}</Button></div>
    </form>
  );
}

/** Puts the company first in the JSON text: the rest of it is sent as it stands. */
const withCompany = (invoice: string, company: string): string => {
  const body = invoice.trim().replace(/^\{/, '');
  return `{"company":${JSON.stringify(company)}${/^\s*\}$/.test(body) ? '' : ','}${body}`;
};

function useShow(): (id: string) => void {
  const navigate = useNavigate();
  return (id) => navigate(`/admin/resources/hacienda-documents/records/${id}/show`);
}
