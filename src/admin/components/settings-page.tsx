import { useSearchParams } from 'react-router-dom';
import { CompanyData } from './settings-company.js';
import { SettingsForm, type SettingsView } from './settings-form.js';
import { SettingsHistory } from './settings-history.js';
import { useApi, usePuente } from './hooks.js';
import { Field, Loading, Problem } from './ui.js';

export interface PageFacts {
  integrations: { id: string; label: string }[];
}

/** What a company has decided for each integration, what the rest is by default, and who changed what. */
export function SettingsPage() {
  const { say, admin, may } = usePuente();
  const { data: page, problem: noPage } = useApi<PageFacts>('/admin/api/pages/settings');
  const [address, setAddress] = useSearchParams();
  const companies = Object.keys(admin?.zones ?? {}).sort();
  const company = address.get('company') ?? companies.find((code) => code === 'default') ?? companies[0] ?? 'default';
  const integration = address.get('integration') ?? page?.integrations[0]?.id ?? '';
  const path = `/api/companies/${encodeURIComponent(company)}`;
  const { data, problem, again } = useApi<SettingsView>(integration ? `${path}/settings/${encodeURIComponent(integration)}` : null);
  const choose = (name: string, value: string) => setAddress({ company, integration, [name]: value });
  const label = page?.integrations.find(({ id }) => id === integration)?.label ?? integration;
  const current = data?.integration === integration && data.company === company ? data : null;
  return (
    <div className="pz-page pz-home">
      <h1>{say('set_title')}</h1>
      <div className="pz-card pz-filters">
        <Field label={say('company')} htmlFor="company">
          <select id="company" value={company} onChange={(event) => choose('company', event.target.value)}>{companies.map((code) => <option key={code}>{code}</option>)}</select>
        </Field>
        <Field label={say('set_integration')} htmlFor="integration">
          <select id="integration" value={integration} onChange={(event) => choose('integration', event.target.value)}>{page?.integrations.map(({ id, label: name }) => <option key={id} value={id}>{name}</option>)}</select>
        </Field>
      </div>
      <Problem problem={noPage ?? problem} />
      {current ? <SettingsForm key={`${company} ${integration}`} title={label} path={`${path}/settings/${encodeURIComponent(integration)}`} view={current} again={again} /> : !problem && <Loading />}
      <CompanyData key={company} code={company} />
      {may('manager') && current && <SettingsHistory key={`${company} ${integration} ${JSON.stringify(current.settings)}`} view={current} />}
    </div>
  );
}
