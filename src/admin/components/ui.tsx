import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ApiProblem } from './api.js';
import { usePuente } from './hooks.js';

type Tone = 'good' | 'bad' | 'wait' | 'quiet' | 'info';

const TONES: Record<string, Tone> = {
  succeeded: 'good', completed: 'good', completed_with_errors: 'wait', resolved: 'good', failed: 'bad', retry_scheduled: 'wait', pending: 'wait', running: 'info', processing: 'info',
  received: 'info', processed: 'quiet', duplicate: 'quiet', skipped: 'quiet', canceled: 'quiet', ignored: 'quiet',
  step1_po_a: 'info', step2_pr_a: 'info', step3_dn_a: 'info', done: 'good', waiting: 'wait', interrupted: 'wait', undone: 'quiet', todo: 'quiet',
  draft: 'quiet', generated: 'wait', signed: 'info', submitted: 'info', accepted: 'good', rejected: 'bad', refused: 'bad', aceptado: 'good', rechazado: 'bad', procesando: 'info',
  sent: 'good', ok: 'good', enviado: 'good', resuelto: 'good', pendiente: 'wait', anulada: 'quiet', error: 'bad',
};

export function Badge({ column, value }: { column: string; value: unknown }) {
  const { value: inWords } = usePuente();
  if (value === null || value === undefined || value === '') return null;
  return <span className={`pz-badge pz-${TONES[String(value)] ?? 'quiet'}`}>{inWords(column, value)}</span>;
}

export function Card({ title, actions, children }: { title?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="pz-card">
      {(title || actions) && <header className="pz-card-head"><h2>{title}</h2><div className="pz-actions">{actions}</div></header>}
      {children}
    </section>
  );
}

interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  kind?: 'main' | 'plain' | 'danger';
  disabled?: boolean;
  submit?: boolean;
  /** Said instead of the visible text, where several buttons bear the same. */
  label?: string;
}

export function Button({ children, onClick, kind = 'plain', disabled, submit, label }: ButtonProps) {
  return <button type={submit ? 'submit' : 'button'} className={`pz-button pz-${kind}`} onClick={onClick} disabled={disabled} aria-label={label}>{children}</button>;
}

export function ButtonLink({ to, children, kind = 'plain' }: { to: string; children: ReactNode; kind?: 'main' | 'plain' }) {
  return <Link to={to} className={`pz-button pz-${kind}`}>{children}</Link>;
}

/** Label and value, two by two; what is empty is left out. */
export function Facts({ rows }: { rows: [label: string, value: ReactNode][] }) {
  return (
    <dl className="pz-facts">
      {rows.filter(([, value]) => value !== false && value !== null && value !== undefined && value !== '').map(([label, value]) => (
        <div key={label}><dt>{label}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

export function Problem({ problem }: { problem: ApiProblem | string | null }) {
  if (!problem) return null;
  const fields = typeof problem === 'string' ? [] : problem.fields;
  return (
    <div className="pz-problem" role="alert">
      <p>{typeof problem === 'string' ? problem : problem.message}</p>
      {typeof problem !== 'string' && problem.status === 401 && <SignInAgain />}
      {fields.length > 0 && <ul>{fields.map(({ path, message }) => <li key={path + message}><code>{path}</code> {message}</li>)}</ul>}
    </div>
  );
}

function SignInAgain() {
  const { say } = usePuente();
  return <a className="pz-link" href="/admin/login" target="_blank" rel="noreferrer">{say('session_sign_in')}</a>;
}

export function MessageLink({ id, children }: { id: string; children?: ReactNode }) {
  return <Link to={`/admin/resources/messages/records/${id}/show`} className="pz-link">{children ?? <code>{id}</code>}</Link>;
}

export function Loading() {
  const { say } = usePuente();
  return <p className="pz-quiet-text pz-loading" role="status">{say('loading')}</p>;
}

export function Field({ label, help, htmlFor, children }: { label: ReactNode; help?: ReactNode; htmlFor: string; children: ReactNode }) {
  return (
    <div className="pz-field">
      <label htmlFor={htmlFor}>{label}</label>
      {children}
      {help && <p className="pz-help" id={`${htmlFor}-help`}>{help}</p>}
    </div>
  );
}
