import { useState, type FormEvent } from 'react';
import type { ActionProps, RecordJSON } from 'adminjs';
import { CopyButton } from './copy-button.js';
import { useFacts } from './facts.js';
import { Choice, TextInput } from './form-parts.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, ButtonLink, Card, Facts, Problem } from './ui.js';
import { Companies, ROLE_HELP, ROLES } from './users.js';

export function ApiKeyPage({ record: given }: ActionProps) {
  const { say, time } = usePuente();
  const { data, again } = useApi<{ record: RecordJSON }>(`/admin/api/resources/api-keys/records/${given!.id}/show`);
  const { act, busy, problem } = useAct();
  const record = data?.record ?? given!;
  const { revoked_at, expires_at } = record.params;
  const over = !revoked_at && expires_at && new Date(String(expires_at)) <= new Date();
  const revoke = async () => { if (confirm(say('revoke_ask')) && (await act(`/api/api-keys/${record.id}`, { method: 'DELETE' }, 'revoked'))) again(); };
  const button = !revoked_at && <Button kind="danger" onClick={() => void revoke()} disabled={busy}>{say('revoke')}</Button>;
  return (
    <div className="pz-page">
      <Card title={record.params.name} actions={button}>
        <p className="pz-why">{revoked_at ? say('key_revoked', { when: time(revoked_at) }) : over ? say('key_over', { when: time(expires_at) }) : expires_at ? say('key_until', { when: time(expires_at) }) : say('key_for_ever')}</p>
        <Facts rows={useFacts(record, ['prefix', 'role', 'companies', 'expires_at', 'revoked_at', 'last_used_at', 'created_by', 'created_at'])} />
        <Problem problem={problem} />
      </Card>
    </div>
  );
}

/** The key is shown here, once, and nowhere else. */
export function ApiKeyForm() {
  const { say, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  const [key, setKey] = useState<string | null>(null);
  const [draft, setDraft] = useState({ name: '', role: 'operator', companies: [] as string[], expires_at: '' });
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act<{ key: string }>('/api/api-keys', { body: { ...draft, expires_at: draft.expires_at === '' ? null : draft.expires_at } });
    if (answer) setKey(answer.key);
  };
  if (key) return <TheKey value={key} />;
  return (
    <form className="pz-page" onSubmit={submit} autoComplete="off">
      <Card title={say('key_new')}>
        <div className="pz-settings">
          <TextInput name="name" label={column('name')} help={say('key_name_help')} value={draft.name} required problem={problem} onChange={(name) => change({ name })} />
          <Choice name="role" label={column('role')} help={say(ROLE_HELP[draft.role]!)} value={draft.role} options={ROLES.map((role) => [role, value('role', role)])} problem={problem} onChange={(role) => change({ role })} />
          <TextInput name="expires_at" type="date" label={column('expires_at')} help={say('expires_help')} value={draft.expires_at} problem={problem} onChange={(expires_at) => change({ expires_at })} />
        </div>
        <Companies given={draft.companies} problem={problem} onChange={(companies) => change({ companies })} />
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy || draft.companies.length === 0}>{say('key_make')}</Button><ButtonLink to="/admin/resources/api-keys">{say('back')}</ButtonLink></div>
      </Card>
    </form>
  );
}

function TheKey({ value }: { value: string }) {
  const { say } = usePuente();
  return (
    <div className="pz-page">
      <Card title={say('key_once')}>
        <p><code className="pz-key">{value}</code></p>
        <p className="pz-quiet-text">{say('key_use')}</p>
        <div className="pz-actions"><CopyButton text={value} /><ButtonLink to="/admin/resources/api-keys">{say('back')}</ButtonLink></div>
      </Card>
    </div>
  );
}
