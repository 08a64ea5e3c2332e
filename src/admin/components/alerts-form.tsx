import { useState, type FormEvent } from 'react';
import { bodyOf, draftOf, newRule, type AlertRule, type RuleDraft } from './alerts-data.js';
import type { Known } from './alerts-page.js';
import { Checks, Choice, NumberInput, TextInput } from './form-parts.js';
import { useAct, usePuente } from './hooks.js';
import { Button, Card, Problem } from './ui.js';

const CATEGORIES = ['network_error', 'server_error', 'rate_limited', 'transient_error', 'authentication_error', 'credential_error', 'validation_error', 'conflict', 'not_found', 'outcome_unknown', 'malformed_response', 'internal_error', 'unknown_error'];

/** A rule to make or to change. The address of a webhook can be written, never read. */
export function AlertForm({ rule, known, onDone }: { rule: AlertRule | null; known: Known; onDone: () => void }) {
  const { say, language, column, value } = usePuente();
  const { act, busy, problem } = useAct();
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? draftOf(rule) : newRule(known.companies.includes('default') ? 'default' : (known.companies[0] ?? 'default'))));
  const change = (part: Partial<RuleDraft>) => setDraft((old) => ({ ...old, ...part }));
  const has = (kind: string) => draft.kinds.includes(kind);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const how = rule ? { method: 'PATCH' as const, path: `/api/alerts/rules/${rule.id}` } : { method: 'POST' as const, path: '/api/alerts/rules' };
    if (await act(how.path, { method: how.method, body: bodyOf(draft, !rule) }, 'saved')) onDone();
  };
  return (
    <form onSubmit={submit} autoComplete="off">
      <Card title={rule ? rule.name : say('al_new')}>
        <div className="pz-settings">
          <TextInput problem={problem} name="name" label={column('name')} value={draft.name} required onChange={(name) => change({ name })} />
          <Choice problem={problem} name="company" label={column('company')} value={draft.company} disabled={rule !== null} options={known.companies.map((code) => [code, code])} onChange={(company) => change({ company })} />
          <Choice problem={problem} name="integration" label={column('integration')} value={draft.integration ?? ''} options={[['', say('al_every')], ...known.integrations.map(({ id, label }): [string, string] => [id, label])]} onChange={(id) => change({ integration: id === '' ? null : id })} />
          <NumberInput problem={problem} name="window_minutes" label={say('al_window')} help={say('al_window_help')} unit={say('al_unit_minutes')} value={draft.window_minutes} onChange={(window_minutes) => change({ window_minutes })} />
        </div>
        <Checks problem={problem} name="kinds" legend={say('al_kinds')} given={draft.kinds} options={known.kinds.map(({ id, label, help }) => ({ id, label: label[language], help: help[language] }))} onChange={(kinds) => change({ kinds })} />
        {has('error_category') && <Checks problem={problem} name="error_categories" legend={say('al_categories')} given={draft.error_categories} options={CATEGORIES.map((id) => ({ id, label: value('error_category', id) }))} onChange={(error_categories) => change({ error_categories })} />}
        <div className="pz-settings">
          {has('queue_old') && <NumberInput problem={problem} name="queue_minutes" label={say('al_queue_minutes')} unit={say('al_unit_minutes')} value={draft.queue_minutes} onChange={(queue_minutes) => change({ queue_minutes })} />}
          {has('certificate_expiring') && <NumberInput problem={problem} name="expiry_days" label={say('al_expiry_days')} unit={say('al_unit_days')} value={draft.expiry_days} onChange={(expiry_days) => change({ expiry_days })} />}
          <Choice problem={problem} name="channel" label={say('al_channel')} value={draft.channel} options={[['webhook', say('al_webhook')], ['email', say('al_email')]]} onChange={(channel) => change({ channel: channel as RuleDraft['channel'] })} />
          {draft.channel === 'webhook'
            ? <TextInput problem={problem} name="webhook_url" type="password" label={say('al_webhook_url')} help={rule?.webhook_host ? say('al_webhook_keep', { host: rule.webhook_host }) : say('al_webhook_help')} value={draft.webhook_url} required={!rule?.webhook_host} onChange={(webhook_url) => change({ webhook_url })} />
            : <TextInput problem={problem} name="emails" label={say('al_emails')} help={say('al_emails_help')} value={draft.emails} required onChange={(emails) => change({ emails })} />}
        </div>
        {problem && <Problem problem={problem.message} />}
        <div className="pz-actions pz-apart"><Button kind="main" submit disabled={busy}>{say('save')}</Button><Button onClick={onDone}>{say('al_cancel')}</Button></div>
      </Card>
    </form>
  );
}
