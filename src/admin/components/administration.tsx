import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps, RecordJSON } from 'adminjs';
import { parse } from 'lossless-json';
import { copyText } from './copy-button.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { PlainForm, type PlainField } from './plain-form.js';
import { Button, ButtonLink, Card, Facts, Problem } from './ui.js';

const ROLES = ['viewer', 'operator', 'manager', 'admin'];
const codes = (given: unknown): string[] => String(given ?? '').split(',').map((code) => code.trim()).filter(Boolean);
const show = (resource: string, id: unknown): string => `/admin/resources/${resource}/records/${String(id)}/show`;

/** Every column of a record, in words. */
export function useFacts({ params }: RecordJSON, names: string[], resource?: string): [string, string][] {
  const { column, time, value, say } = usePuente();
  return names.map((name) => {
    const given = params[name] as unknown;
    const text = name.endsWith('_at') || name === 'at' ? time(given, params.company) : typeof given === 'boolean' ? say(given ? 'yes' : 'no') : value(name, given);
    return [column(name, resource), text];
  });
}

export function CompanyPage({ record }: ActionProps) {
  return <div className="pz-page"><Card title={record!.params.name}><Facts rows={useFacts(record!, ['code', 'name', 'country', 'timezone', 'currency', 'created_at'])} /></Card></div>;
}

export function CompanyForm({ record }: ActionProps) {
  const navigate = useNavigate();
  const { say } = usePuente();
  const fields: PlainField[] = [
    { name: 'code', help: 'code_help', required: true, fixed: Boolean(record) },
    { name: 'name', required: true }, { name: 'country', required: true }, { name: 'timezone', required: true }, { name: 'currency', required: true },
  ];
  const start = record?.params ?? { country: 'CR', timezone: 'America/Costa_Rica', currency: 'CRC' };
  return <PlainForm title={record ? record.params.name : say('configuration')} fields={fields} start={start} method={record ? 'PATCH' : 'POST'}
    path={record ? `/api/companies/${record.id}` : '/api/companies'} back="/admin/resources/companies" onDone={({ code }) => navigate(show('companies', code))} />;
}

export function UserPage({ record }: ActionProps) {
  return <div className="pz-page"><Card title={record!.params.name}><Facts rows={useFacts(record!, ['email', 'role', 'companies', 'locale', 'active', 'last_login_at', 'created_at'])} /></Card></div>;
}

export function UserForm({ record }: ActionProps) {
  const navigate = useNavigate();
  const { say } = usePuente();
  const fields: PlainField[] = [
    { name: 'name', required: true }, { name: 'email', kind: 'email', required: true },
    { name: 'password', kind: 'password', label: 'password', help: record ? 'password_help' : 'password_new_help', required: !record },
    { name: 'role', kind: 'choice', options: ROLES }, { name: 'companies', kind: 'codes', help: 'companies_help', required: true },
    { name: 'locale', kind: 'choice', options: ['es', 'en'] }, { name: 'active', kind: 'flag' },
  ];
  const start = record ? { ...record.params, companies: codes(record.params.companies), password: '' } : { role: 'viewer', companies: [], locale: 'es', active: true, password: '' };
  return <PlainForm title={record ? record.params.name : say('configuration')} fields={fields} start={start} method={record ? 'PATCH' : 'POST'}
    path={record ? `/api/users/${record.id}` : '/api/users'} back="/admin/resources/users" onDone={({ id }) => navigate(show('users', id))} />;
}

export function ApiKeyPage({ record: given }: ActionProps) {
  const { say } = usePuente();
  const { data, again } = useApi<{ record: RecordJSON }>(`/admin/api/resources/api-keys/records/${given!.id}/show`);
  const { act, busy, problem } = useAct();
  const record = data?.record ?? given!;
  const revoke = async () => { if (confirm(say('revoke_ask')) && (await act(`/api/api-keys/${record.id}`, { method: 'DELETE' }, 'revoked'))) again(); };
  const button = !record.params.revoked_at && <Button kind="danger" onClick={revoke} disabled={busy}>{say('revoke')}</Button>;
  return (
    <div className="pz-page">
      <Card title={record.params.name} actions={button}>
        <Facts rows={useFacts(record, ['prefix', 'role', 'companies', 'expires_at', 'revoked_at', 'last_used_at', 'created_by', 'created_at'])} />
        <Problem problem={problem} />
      </Card>
    </div>
  );
}

/** The key is shown here, once, and nowhere else. */
export function ApiKeyForm() {
  const { say } = usePuente();
  const [key, setKey] = useState<string | null>(null);
  const fields: PlainField[] = [
    { name: 'name', required: true }, { name: 'role', kind: 'choice', options: ROLES },
    { name: 'companies', kind: 'codes', help: 'companies_help', required: true }, { name: 'expires_at', kind: 'date', help: 'expires_help' },
  ];
  if (key) {
    return (
      <div className="pz-page">
        <Card title={say('key_once')}>
          <p><code className="pz-key">{key}</code></p>
          <div className="pz-actions"><Button kind="main" onClick={() => void copyText(key)}>{say('copy')}</Button><ButtonLink to="/admin/resources/api-keys">{say('back')}</ButtonLink></div>
        </Card>
      </div>
    );
  }
  return <PlainForm title={say('configuration')} fields={fields} start={{ role: 'operator', companies: [] }} method="POST" path="/api/api-keys" back="/admin/resources/api-keys" onDone={(answer) => setKey(String(answer.key))} />;
}

export function AuditPage({ record }: ActionProps) {
  const { column, value } = usePuente();
  const { before, after, action } = record!.params;
  return (
    <div className="pz-page">
      <Card title={value('action', action)}><Facts rows={useFacts(record!, ['at', 'actor_name', 'actor_type', 'action', 'subject_type', 'subject_id', 'company', 'reason', 'ip'])} /></Card>
      {before && <Card title={column('before')}><JsonViewer value={parse(String(before))} label={column('before')} /></Card>}
      {after && <Card title={column('after')}><JsonViewer value={parse(String(after))} label={column('after')} /></Card>}
    </div>
  );
}
