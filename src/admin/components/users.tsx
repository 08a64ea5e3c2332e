import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { Checks, Choice, TextInput } from './form-parts.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { SessionsCard } from './sessions-card.js';
import { Button, ButtonLink, Card, Facts, Loading, Problem } from './ui.js';
import type { Word } from './words.js';

interface User {
  id: string;
  email: string;
  name: string;
  role: string;
  companies: string[];
  locale: string;
  active: boolean;
  last_login_at: string | null;
  created_at: string;
}

export const ROLES = ['viewer', 'operator', 'manager', 'admin'] as const;
export const ROLE_HELP: Record<string, Word> = { viewer: 'us_viewer', operator: 'us_operator', manager: 'us_manager', admin: 'us_admin' };

/** A person: what they may do, whether they may come in, and where they are in now. */
export function UserPage({ record }: ActionProps) {
  const path = `/api/users/${record!.id}`;
  const { say, column, value, time } = usePuente();
  const { data: user, problem: unread, again } = useApi<User>(path);
  const { act, busy, problem } = useAct();
  if (!user) return unread ? <Problem problem={unread} /> : <Loading />;
  const ask = (): boolean => confirm(say(user.active ? 'us_disable_ask' : 'us_enable_ask', { name: user.name }));
  const toggle = async () => { if (ask() && (await act(path, { method: 'PATCH', body: { active: !user.active } }, 'saved'))) again(); };
  const actions = <Button kind={user.active ? 'danger' : 'main'} disabled={busy} onClick={() => void toggle()}>{say(user.active ? 'us_disable' : 'us_enable')}</Button>;
  return (
    <div className="pz-page">
      <Card title={<>{user.name} <span className={`pz-badge pz-${user.active ? 'good' : 'quiet'}`}>{say(user.active ? 'us_active' : 'us_disabled')}</span></>} actions={actions}>
        <Facts rows={[
          [column('email'), user.email], [column('role'), <>{value('role', user.role)}. {say(ROLE_HELP[user.role]!)}</>], [column('companies'), user.companies.includes('*') ? say('us_every') : user.companies.join(', ')],
          [column('locale'), value('locale', user.locale)], [column('last_login_at'), time(user.last_login_at)], [column('created_at'), time(user.created_at)],
        ]} />
        <Problem problem={problem} />
      </Card>
      <PasswordCard path={path} />
      <SessionsCard path={`${path}/sessions`} own={false} />
    </div>
  );
}

/** For somebody who forgot theirs: it ends all their sessions. */
function PasswordCard({ path }: { path: string }) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(path, { method: 'PATCH', body: { password } }, 'us_reset_done')) setPassword('');
  };
  return (
    <form onSubmit={submit}>
      <Card title={say('us_reset')}>
        <p className="pz-quiet-text">{say('us_reset_help')}</p>
        <TextInput name="password" type="password" label={say('pr_new')} help={say('password_new_help')} value={password} required problem={problem} onChange={setPassword} />
        {problem && <Problem problem={problem.message} />}
        <Button submit disabled={busy || password === ''}>{say('us_reset')}</Button>
      </Card>
    </form>
  );
}

export function UserForm({ record }: ActionProps) {
  const { data, problem } = useApi<User>(record ? `/api/users/${record.id}` : null);
  if (record && !data) return problem ? <Problem problem={problem} /> : <Loading />;
  return <Form user={data} />;
}

function Form({ user }: { user: User | null }) {
  const navigate = useNavigate();
  const { say, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState({ name: user?.name ?? '', email: user?.email ?? '', password: '', role: user?.role ?? 'viewer', companies: user?.companies ?? [], locale: user?.locale ?? 'es' });
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { password, ...rest } = draft;
    const answer = await act<User>(user ? `/api/users/${user.id}` : '/api/users', { method: user ? 'PATCH' : 'POST', body: user ? rest : { ...rest, password } }, 'saved');
    if (answer) navigate(`/admin/resources/users/records/${answer.id}/show`);
  };
  return (
    <form className="pz-page" onSubmit={submit} autoComplete="off">
      <Card title={user ? user.name : say('us_new')}>
        <div className="pz-settings">
          <TextInput name="name" label={column('name')} value={draft.name} required problem={problem} onChange={(name) => change({ name })} />
          <TextInput name="email" type="email" label={column('email')} value={draft.email} required problem={problem} onChange={(email) => change({ email })} />
          {!user && <TextInput name="password" type="password" label={say('password')} help={say('password_new_help')} value={draft.password} required problem={problem} onChange={(password) => change({ password })} />}
          <Choice name="locale" label={column('locale')} value={draft.locale} options={['es', 'en'].map((code) => [code, value('locale', code)])} problem={problem} onChange={(locale) => change({ locale })} />
          <Choice name="role" label={column('role')} help={say(ROLE_HELP[draft.role]!)} value={draft.role} options={ROLES.map((role) => [role, value('role', role)])} problem={problem} onChange={(role) => change({ role })} />
        </div>
        <Companies given={draft.companies} problem={problem} onChange={(companies) => change({ companies })} />
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy || draft.companies.length === 0}>{say('save')}</Button><ButtonLink to="/admin/resources/users">{say('back')}</ButtonLink></div>
      </Card>
    </form>
  );
}

/** Some companies, or all of them, those to come too. */
export function Companies({ given, problem, onChange }: { given: string[]; problem: Parameters<typeof Checks>[0]['problem']; onChange: (given: string[]) => void }) {
  const { say, admin, column } = usePuente();
  const all = admin?.caller.companies.includes('*') ? [{ id: '*', label: say('us_every'), help: say('us_every_help') }] : [];
  const options = [...all, ...Object.keys(admin?.zones ?? {}).sort().map((code) => ({ id: code, label: code }))];
  const choose = (next: string[]) => onChange(next.includes('*') && !given.includes('*') ? ['*'] : next.length > 1 ? next.filter((code) => code !== '*') : next);
  return <Checks name="companies" legend={column('companies')} given={given} options={options} problem={problem} onChange={choose} />;
}
