import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { WEBHOOK_EVENTS, webhookPath, webhookTemplate, type WebhookEvent } from '../../integrations/alegra/mapping/webhook-template.js';
import { CopyButton } from './copy-button.js';
import { useApi, usePuente } from './hooks.js';
import { Card, Field, Loading, Problem } from './ui.js';

/** What an administrator of ERPNext copies into a webhook, with the address of this very installation. */
export function AlegraWebhookPage() {
  const { say, admin } = usePuente();
  const { data, problem } = useApi<{ public_url: string | null }>('/admin/api/pages/alegra-webhook');
  const [address, setAddress] = useSearchParams();
  const companies = Object.keys(admin?.zones ?? {}).sort();
  const company = address.get('company') ?? companies[0] ?? 'default';
  const event = WEBHOOK_EVENTS.find((name) => name === address.get('event')) ?? 'on_submit';
  const choose = (name: string, value: string) => setAddress((before) => new URLSearchParams({ ...Object.fromEntries(before), [name]: value }));
  const select = (name: string, label: string, value: string, options: readonly string[]) => (
    <Field label={label} htmlFor={name}>
      <select id={name} value={value} onChange={(changed) => choose(name, changed.target.value)}>{options.map((option) => <option key={option} value={option}>{option}</option>)}</select>
    </Field>
  );
  return (
    <div className="pz-page pz-home">
      <h1>{say('webhook_title')}</h1>
      <p className="pz-quiet-text">{say('webhook_lead')}</p>
      <div className="pz-card pz-filters">{select('company', say('company'), company, companies)}{select('event', say('webhook_event'), event, WEBHOOK_EVENTS)}</div>
      <Problem problem={problem} />
      {data ? <Recipe url={(data.public_url ?? location.origin).replace(/\/+$/, '') + webhookPath(company)} event={event} /> : !problem && <Loading />}
    </div>
  );
}

function Recipe({ url, event }: { url: string; event: WebhookEvent }) {
  const { say } = usePuente();
  const template = webhookTemplate(event);
  const rows: [field: string, value: ReactNode][] = [
    ['DocType', say('webhook_doctype')],
    ['Doc Event', <code>{event}</code>],
    ['Request URL', <><code>{url}</code> <CopyButton text={url} name={say('webhook_copy_url')} /></>],
    ['Request Method', <code>POST</code>],
    ['Request Structure', <code>JSON</code>],
    ['Enable Security', say('webhook_yes')],
    ['Webhook Secret', <>{say('webhook_secret')} · <Link className="pz-link" to="/admin/resources/credentials?filters.integration=alegra">{say('webhook_secret_link')}</Link></>],
  ];
  return (
    <>
      <Card title={say('webhook_fields')}>
        <div className="pz-scroll">
          <table className="pz-table">
            <thead><tr><th>{say('webhook_field')}</th><th>{say('webhook_value')}</th></tr></thead>
            <tbody>{rows.map(([field, value]) => <tr key={field}><td className="pz-nowrap">{field}</td><td>{value}</td></tr>)}</tbody>
          </table>
        </div>
      </Card>
      <Card title={say('webhook_body')} actions={<CopyButton text={template} name={say('webhook_copy_body')} />}>
        <p className="pz-help">{say('webhook_body_help')}</p>
        <pre className="pz-raw" tabIndex={0} aria-label={say('webhook_body')}>{template}</pre>
      </Card>
      <Card title={say('webhook_notes')}>
        <ul className="pz-warnings">{(['webhook_note_both', 'webhook_note_header', 'webhook_note_check'] as const).map((note) => <li key={note}>{say(note)}</li>)}</ul>
      </Card>
    </>
  );
}
