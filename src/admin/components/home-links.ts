/** What a number counts, so that its link can name exactly that. */
export interface Counted {
  integration: string;
  company: string | null;
  /** An outcome, or `received`/`processing` while there is none. */
  outcome?: string;
  error_category?: string;
  direction?: 'inbound' | 'outbound';
  host?: string;
  from?: string;
  /** Exclusive. */
  to?: string;
}

const OPEN = new Set(['received', 'processing']);

/** The list of messages behind a number. */
export function messagesOf({ integration, company, outcome, error_category, direction = 'inbound', host, from, to }: Counted): string {
  return list('messages', {
    integration, company, direction, error_category,
    outcome: outcome && !OPEN.has(outcome) ? outcome : undefined,
    status: outcome && OPEN.has(outcome) ? outcome : undefined,
    url: host && `://${host}/`,
    'received_at~~from': from,
    'received_at~~to': to && new Date(Date.parse(to) - 1).toISOString(),
  });
}

export const retriesOf = (integration: string, company: string | null): string => list('retry-queue', { state: 'pending', integration, company });
export const errorsOf = (integration: string, company: string | null): string => list('errors', { status: 'pending', integration_name: integration, company });
export const credentialsOf = (integration: string, company: string | null): string => list('credentials', { integration, company });
export const scheduleAt = (name: string): string => `/admin/resources/schedules/records/${encodeURIComponent(name)}/show`;
export const credentialAt = (id: number): string => `/admin/resources/credentials/records/${id}/show`;
export const messageAt = (id: string): string => `/admin/resources/messages/records/${id}/show`;
export const panelOf = (integration: string, more: Record<string, string | null> = {}): string => `/admin/pages/panel?${query({ integration, ...more })}`;

/** A list of the back-office, with its filters. What is null is left out. */
export function list(resource: string, filters: Record<string, string | null | undefined>): string {
  return `/admin/resources/${resource}?${query(Object.fromEntries(Object.entries(filters).map(([name, value]) => [`filters.${name}`, value])))}`;
}

export function query(values: Record<string, string | null | undefined>): string {
  return new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')).toString();
}
