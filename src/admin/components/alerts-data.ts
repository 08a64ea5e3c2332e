import type { Text } from '../../core/i18n/index.js';

export interface AlertRule {
  id: string;
  company: string;
  integration: string | null;
  name: string;
  kinds: string[];
  error_categories: string[];
  queue_minutes: number;
  expiry_days: number;
  window_minutes: number;
  channel: 'webhook' | 'email';
  webhook_host: string | null;
  emails: string[];
  active: boolean;
  last_sent_at: string | null;
  channel_problem: Text | null;
}

export interface AlertEvent {
  id: string;
  rule: string;
  company: string;
  integration: string | null;
  kind: string;
  window_start: string;
  occurrences: number;
  sample: string;
  closed_at: string | null;
  state: string;
  problem: Text | null;
}

export interface Kind {
  id: string;
  label: Text;
  help: Text;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export type RuleDraft = Omit<AlertRule, 'id' | 'webhook_host' | 'last_sent_at' | 'channel_problem' | 'emails'> & { webhook_url: string; emails: string };

export const newRule = (company: string): RuleDraft => ({
  company, integration: null, name: '', kinds: ['retries_exhausted', 'credential_paused'], error_categories: [], queue_minutes: 15, expiry_days: 30, window_minutes: 60,
  channel: 'webhook', webhook_url: '', emails: '', active: true,
});

export const draftOf = ({ id: _id, webhook_host: _host, last_sent_at: _sent, channel_problem: _problem, emails, ...rule }: AlertRule): RuleDraft => ({ ...rule, webhook_url: '', emails: emails.join(', ') });

/** As the API takes it. An address left blank stays as it is; numbers that are none are left for the server to refuse. */
export function bodyOf({ company, webhook_url, emails, ...draft }: RuleDraft, isNew: boolean): Record<string, unknown> {
  return {
    ...(isNew && { company }),
    ...draft,
    emails: emails.split(/[,;\s]+/).filter(Boolean),
    ...(draft.channel === 'webhook' && webhook_url.trim() !== '' && { webhook_url: webhook_url.trim() }),
  };
}
