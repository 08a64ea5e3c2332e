import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import type { CredentialField } from '../../core/integration/definition.js';
import { CredentialFieldInput, SecretInput } from './credential-fields.js';
import type { Credential } from './credential-page.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, ButtonLink, Card, Field, Loading, Problem } from './ui.js';

interface Integration {
  id: string;
  label: string;
  baseUrls: { production: string; sandbox?: string };
  fields: CredentialField[];
}

type Draft = Pick<Credential, 'integration' | 'company' | 'name' | 'environment' | 'base_url' | 'metadata' | 'active'> & { secrets: Record<string, string | null> };

/** A credential to create or change. Only what was touched is sent; a secret left blank stays as it is. */
export function CredentialForm({ record, action }: ActionProps) {
  const integrations = action.custom.integrations as Integration[];
  const { data: existing, problem } = useApi<Credential>(record ? `/api/credentials/${record.id}` : null);
  if (problem) return <Problem problem={problem} />;
  if (record && !existing) return <Loading />;
  return <Form integrations={integrations} existing={existing} />;
}

function Form({ integrations, existing }: { integrations: Integration[]; existing: Credential | null }) {
  const { say, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(() => draftOf(existing, integrations));
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const integration = integrations.find(({ id }) => id === draft.integration);
  const fixed = existing !== null;

  // A new credential begins with the address of its environment.
  useEffect(() => {
    if (!fixed && integration) change({ base_url: integration.baseUrls[draft.environment as 'sandbox' | 'production'] ?? '' });
  }, [draft.integration, draft.environment, fixed]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = existing
      ? await act<Credential>(`/api/credentials/${existing.id}`, { method: 'PATCH', body: changesOf(draft, existing) }, 'saved')
      : await act<Credential>('/api/credentials', { body: { ...draft, metadata: filled(draft.metadata), secrets: filled(draft.secrets) } }, 'saved');
    if (answer) navigate(`/admin/resources/credentials/records/${answer.id}/show`);
  };
  const text = (name: 'company' | 'name' | 'base_url', disabled = false) => (
    <Field label={column(name)} htmlFor={name}>
      <input id={name} required value={draft[name]} disabled={disabled} onChange={(event) => change({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <form className="pz-page" onSubmit={submit} autoComplete="off">
      <Card title={fixed ? `${existing.integration} · ${existing.name}` : say('configuration')}>
        <Field label={column('integration')} htmlFor="integration">
          <select id="integration" required value={draft.integration} disabled={fixed} onChange={(event) => change({ integration: event.target.value, secrets: {}, metadata: {} })}>
            {integrations.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
          </select>
        </Field>
        {text('company', fixed)}
        {text('name')}
        <Field label={column('environment')} htmlFor="environment">
          <select id="environment" value={draft.environment} onChange={(event) => change({ environment: event.target.value })}>
            {['sandbox', 'production'].map((name) => <option key={name} value={name}>{value('environment', name)}</option>)}
          </select>
        </Field>
        {text('base_url')}
        <label className="pz-check"><input type="checkbox" checked={draft.active} onChange={(event) => change({ active: event.target.checked })} /> {column('active')}</label>
      </Card>
      <Card title={say('secrets')}>
        <p className="pz-help">{say('secrets_help')}</p>
        {integration?.fields.filter(({ kind }) => kind === 'secret').map((field) => (
          <SecretInput key={field.name} field={field} state={existing?.secrets[field.name] ?? 'not_set'} given={draft.secrets[field.name]}
            onChange={(given) => change({ secrets: { ...draft.secrets, [field.name]: given as string | null } })} />
        ))}
      </Card>
      <Card title={say('configuration')}>
        {integration?.fields.filter(({ kind }) => kind !== 'secret').map((field) => (
          <CredentialFieldInput key={`${integration.id}.${field.name}`} field={field} given={draft.metadata[field.name]}
            onChange={(given) => change({ metadata: { ...draft.metadata, [field.name]: given } })} />
        ))}
      </Card>
      <Problem problem={problem} />
      <div className="pz-actions">
        <Button kind="main" submit disabled={busy}>{say('save')}</Button>
        <ButtonLink to="/admin/resources/credentials">{say('back')}</ButtonLink>
      </div>
    </form>
  );
}

function draftOf(existing: Credential | null, integrations: Integration[]): Draft {
  if (existing) return { ...existing, metadata: { ...existing.metadata }, secrets: {} };
  return { integration: integrations[0]?.id ?? '', company: 'default', name: 'default', environment: 'sandbox', base_url: '', metadata: {}, active: true, secrets: {} };
}

/** PATCH merges by key: null takes one away, absent leaves it. */
function changesOf(draft: Draft, existing: Credential): Record<string, unknown> {
  const { name, environment, base_url, active } = draft;
  const metadata = Object.fromEntries(
    Object.entries(draft.metadata).filter(([key, given]) => JSON.stringify(given) !== JSON.stringify(existing.metadata[key])).map(([key, given]) => [key, given ?? null]));
  const secrets = Object.fromEntries(Object.entries(draft.secrets).filter(([, given]) => given !== undefined && given !== ''));
  return { name, environment, base_url, active, metadata, secrets };
}

const filled = (given: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== ''));
