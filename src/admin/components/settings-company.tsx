import { useState, type FormEvent } from 'react';
import { problemsOf } from './form-parts.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Facts, Field, Loading, Problem } from './ui.js';

interface Company {
  code: string;
  name: string;
  country: string;
  timezone: string;
  currency: string;
}

const FIELDS = ['name', 'country', 'timezone', 'currency'] as const;
/** What the browser knows of closed vocabularies, to choose from; the server judges. */
const CHOICES: Partial<Record<(typeof FIELDS)[number], () => string[]>> = {
  timezone: () => Intl.supportedValuesOf('timeZone'),
  currency: () => Intl.supportedValuesOf('currency'),
};

/** The company itself: its name, and the zone and currency in which it lives. Administrators change them. */
export function CompanyData({ code }: { code: string }) {
  const path = `/api/companies/${encodeURIComponent(code)}`;
  const { say, may, column } = usePuente();
  const { data, problem, again } = useApi<Company>(path);
  if (!data) return problem ? <Problem problem={problem} /> : <Loading />;
  if (!may('admin')) return <Card title={say('set_company')}><Facts rows={[[column('code'), data.code], ...FIELDS.map((name): [string, string] => [column(name), data[name]])]} /></Card>;
  return <CompanyEditor key={JSON.stringify(data)} path={path} company={data} again={again} />;
}

function CompanyEditor({ path, company, again }: { path: string; company: Company; again: () => void }) {
  const { say, column } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState(company);
  const touched = FIELDS.filter((name) => draft[name] !== company[name]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(path, { method: 'PATCH', body: Object.fromEntries(touched.map((name) => [name, draft[name].trim()])) }, 'saved')) again();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Card title={<>{say('set_company')} <code className="pz-quiet-text">{company.code}</code></>}>
        <div className="pz-settings">
          {FIELDS.map((name) => {
            const problems = problemsOf(problem, name);
            return (
              <Field key={name} label={column(name)} htmlFor={`company-${name}`}>
                <input id={`company-${name}`} required value={draft[name]} list={CHOICES[name] && `choices-${name}`} aria-invalid={problems.length > 0} onChange={(event) => setDraft((old) => ({ ...old, [name]: event.target.value }))} />
                {CHOICES[name] && <datalist id={`choices-${name}`}>{CHOICES[name]().map((value) => <option key={value} value={value} />)}</datalist>}
                {problems.map((text) => <p key={text} className="pz-error-text" role="alert">{text}</p>)}
              </Field>
            );
          })}
        </div>
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy || touched.length === 0} label={say('set_save_company')}>{say('save')}</Button></div>
      </Card>
    </form>
  );
}
