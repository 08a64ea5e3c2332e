import { Link } from 'react-router-dom';
import { useApi, usePuente } from './hooks.js';
import { inWords } from './settings-draft.js';
import type { SettingsView } from './settings-form.js';
import { Card, Loading, Problem } from './ui.js';

interface AuditRow {
  id: string;
  at: string;
  actor_name: string;
  before: Record<string, Record<string, unknown>> | null;
  after: Record<string, Record<string, unknown>> | null;
}

const LATEST = 200;

/** Who changed which setting of this integration, and from what to what. */
export function SettingsHistory({ view: { company, integration, fields } }: { view: SettingsView }) {
  const { say, time, column, language } = usePuente();
  const about = new URLSearchParams({ subject_type: 'company', subject_id: company, action: 'company.settings_updated', company, limit: String(LATEST) });
  const { data, problem } = useApi<{ data: AuditRow[] }>(`/api/audit?${about}`);
  const shown = (name: string, value: unknown): string => {
    if (value === undefined) return say('set_is_default');
    return inWords(fields.find((field) => field.name === name) ?? { kind: 'text' }, value, language, (yes) => say(yes ? 'yes' : 'no'));
  };
  const changes = (data?.data ?? []).flatMap(({ id, at, actor_name, before, after }) => {
    const [old, now] = [before?.[integration] ?? {}, after?.[integration] ?? {}];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
      .map((name) => ({ key: id + name, at, who: actor_name, label: fields.find((field) => field.name === name)?.label[language] ?? name, from: shown(name, old[name]), to: shown(name, now[name]) }));
  });
  return (
    <Card title={say('set_history')} actions={<Link className="pz-button pz-plain" to={`/admin/resources/audit?filters.subject_id=${encodeURIComponent(company)}`}>{say('set_whole_audit')}</Link>}>
      <Problem problem={problem} />
      {!data && !problem && <Loading />}
      {data && changes.length === 0 && <p className="pz-quiet-text">{say('set_no_history')}</p>}
      {changes.length > 0 && (
        <div className="pz-scroll">
          <table className="pz-table">
            <thead><tr><th>{column('at')}</th><th>{column('actor_name')}</th><th>{say('set_setting')}</th><th>{column('before')}</th><th>{column('after')}</th></tr></thead>
            <tbody>{changes.map(({ key, at, who, label, from, to }) => <tr key={key}><td className="pz-nowrap">{time(at, company)}</td><td>{who}</td><td>{label}</td><td>{from}</td><td><b>{to}</b></td></tr>)}</tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
