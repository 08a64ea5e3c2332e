import { useSearchParams } from 'react-router-dom';
import type { AlertRule, Kind, Page } from './alerts-data.js';
import { AlertEvents } from './alerts-events.js';
import { AlertForm } from './alerts-form.js';
import { AlertRuleCard } from './alerts-rule.js';
import { useApi, usePuente } from './hooks.js';
import type { PageFacts } from './settings-page.js';
import { Button, Card, Loading, Problem } from './ui.js';

/** Who is told of what, whether that works, and what was told. */
export function AlertsPage() {
  const { say, admin, may } = usePuente();
  const [address, setAddress] = useSearchParams();
  const { data: page } = useApi<PageFacts>('/admin/api/pages/alerts');
  const { data: kinds } = useApi<Page<Kind>>('/api/alerts/kinds');
  const { data: rules, problem, again } = useApi<Page<AlertRule>>('/api/alerts/rules');
  const editing = address.get('rule');
  const close = () => { setAddress({}); again(); };
  const known = { integrations: page?.integrations ?? [], kinds: kinds?.data ?? [], companies: Object.keys(admin?.zones ?? {}).sort() };
  const ready = page && kinds && rules;
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head"><h1>{say('al_title')}</h1>{may('manager') && editing === null && <Button kind="main" onClick={() => setAddress({ rule: 'new' })}>{say('al_new')}</Button>}</div>
      <p className="pz-quiet-text">{say('al_lead')}</p>
      <Problem problem={problem} />
      {!ready && !problem && <Loading />}
      {ready && editing !== null && <AlertForm key={editing} rule={rules.data.find(({ id }) => id === editing) ?? null} known={known} onDone={close} />}
      {ready && rules.data.length === 0 && editing === null && <Card title={say('al_none')}><p>{say('al_none_help')}</p></Card>}
      {ready && rules.data.map((rule) => <AlertRuleCard key={rule.id} rule={rule} known={known} onEdit={() => setAddress({ rule: rule.id })} again={again} />)}
      {ready && <AlertEvents known={known} />}
    </div>
  );
}

export interface Known {
  integrations: { id: string; label: string }[];
  kinds: Kind[];
  companies: string[];
}

export const integrationName = ({ integrations }: Known, id: string | null, all: string): string => (id === null ? all : (integrations.find((one) => one.id === id)?.label ?? id));
