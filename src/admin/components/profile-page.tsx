import { useState, type FormEvent } from 'react';
import { Choice, TextInput } from './form-parts.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { SessionsCard } from './sessions-card.js';
import { Button, Card, Facts, Loading, Problem } from './ui.js';

interface Profile {
  email: string;
  name: string;
  role: string;
  companies: string[];
  locale: string;
  last_login_at: string | null;
}

/** What people see and change of themselves. */
export function ProfilePage() {
  const { say } = usePuente();
  const { data, problem } = useApi<Profile>('/api/profile');
  const [passwords, setPasswords] = useState(0);
  return (
    <div className="pz-page pz-home">
      <h1>{say('pr_title')}</h1>
      <Problem problem={problem} />
      {data ? <Person profile={data} /> : !problem && <Loading />}
      <Password onChanged={() => setPasswords((count) => count + 1)} />
      <SessionsCard key={passwords} path="/api/profile/sessions" own />
    </div>
  );
}

function Person({ profile }: { profile: Profile }) {
  const { say, column, value, time } = usePuente();
  const { act, busy, problem } = useAct();
  const [name, setName] = useState(profile.name);
  const [locale, setLocale] = useState(profile.locale);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The page itself speaks the language: it is read anew.
    if (await act('/api/profile', { method: 'PATCH', body: { name: name.trim(), locale } }, 'saved')) location.reload();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Card title={profile.name}>
        <Facts rows={[
          [column('email'), profile.email], [column('role'), value('role', profile.role)], [column('companies'), profile.companies.includes('*') ? say('us_every') : profile.companies.join(', ')],
          [column('last_login_at'), time(profile.last_login_at)],
        ]} />
        <div className="pz-settings">
          <TextInput name="name" label={column('name')} value={name} required problem={problem} onChange={setName} />
          <Choice name="locale" label={column('locale')} value={locale} options={['es', 'en'].map((code) => [code, value('locale', code)])} problem={problem} onChange={setLocale} />
        </div>
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy || (name === profile.name && locale === profile.locale)}>{say('save')}</Button></div>
      </Card>
    </form>
  );
}

const EMPTY = { current: '', password: '', again: '' };

function Password({ onChanged }: { onChanged: () => void }) {
  const { say } = usePuente();
  const { act, busy, problem } = useAct();
  const [given, setGiven] = useState(EMPTY);
  const change = (part: Partial<typeof EMPTY>) => setGiven((old) => ({ ...old, ...part }));
  const differ = given.again !== '' && given.again !== given.password;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await act('/api/profile/password', { body: { current: given.current, password: given.password } }, 'pr_changed'))) return;
    setGiven(EMPTY);
    onChanged();
  };
  return (
    <form onSubmit={submit}>
      <Card title={say('pr_password')}>
        <p className="pz-quiet-text">{say('pr_password_help')}</p>
        <div className="pz-settings">
          <TextInput name="current" type="password" autoComplete="current-password" label={say('pr_current')} value={given.current} required problem={problem} onChange={(current) => change({ current })} />
          <span />
          <TextInput name="password" type="password" label={say('pr_new')} help={say('password_new_help')} value={given.password} required problem={problem} onChange={(password) => change({ password })} />
          <TextInput name="again" type="password" label={say('pr_again')} help={differ ? <span className="pz-error-text">{say('pr_differ')}</span> : undefined} value={given.again} required problem={null} onChange={(again) => change({ again })} />
        </div>
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy || differ || given.again === '' || given.current === ''}>{say('pr_change')}</Button></div>
      </Card>
    </form>
  );
}
