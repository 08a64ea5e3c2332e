import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { useAct, usePuente } from './hooks.js';
import { Button, ButtonLink, Card, Field, Problem } from './ui.js';

const RECEIVED = '/admin/resources/hacienda-received';

/** Takes in a supplier's XML from a file, byte by byte. */
export function HaciendaUploadPage(_props: ActionProps) {
  const { say, admin } = usePuente();
  const { act, busy, problem } = useAct();
  const navigate = useNavigate();
  const companies = Object.keys(admin?.zones ?? {}).sort();
  const [company, setCompany] = useState(companies.includes('default') ? 'default' : (companies[0] ?? 'default'));
  const [file, setFile] = useState<File | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const kept = await act<{ id: string }>('/api/hacienda/received', { body: { company, xml_base64: await base64Of(file!) } }, 'hacienda_uploaded');
    if (kept) navigate(`${RECEIVED}/records/${kept.id}/show`);
  };
  return (
    <form className="pz-page" onSubmit={submit}>
      <Card title={say('hacienda_upload')}>
        <p>{say('hacienda_upload_help')}</p>
        <Field label={say('company')} htmlFor="company">
          <select id="company" value={company} onChange={(event) => setCompany(event.target.value)}>{companies.map((code) => <option key={code} value={code}>{code}</option>)}</select>
        </Field>
        <Field label={say('hacienda_upload_file')} htmlFor="file">
          <input id="file" type="file" accept=".xml,text/xml,application/xml" required onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </Field>
        <Problem problem={problem} />
        <div className="pz-actions"><Button kind="main" submit disabled={busy || file === null}>{say('hacienda_upload_send')}</Button><ButtonLink to={RECEIVED}>{say('back')}</ButtonLink></div>
      </Card>
    </form>
  );
}

async function base64Of(file: File): Promise<string> {
  let binary = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) binary += String.fromCharCode(byte);
  return btoa(binary);
}
