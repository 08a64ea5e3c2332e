import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { parse } from 'lossless-json';
import { useFacts } from './facts.js';
import { usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { PlainForm, type PlainField } from './plain-form.js';
import { Card, Facts } from './ui.js';

const show = (resource: string, id: unknown): string => `/admin/resources/${resource}/records/${String(id)}/show`;

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
