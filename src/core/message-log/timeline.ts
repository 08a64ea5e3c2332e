import diff from 'microdiff';
import type { MessageView } from './message-view.js';

export interface TimelineEntry {
  at: Date;
  kind: 'received' | 'retry' | 'resend' | 'call' | 'finished';
  message_id: string;
  parent_id: string | null;
  direction: string;
  event_type: string;
  attempt: number;
  trigger: string;
  status: string;
  outcome: string | null;
  http_method: string | null;
  url: string | null;
  http_status: number | null;
  duration_ms: number | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  decision: string | null;
  next_attempt_at: Date | null;
  wait_reason: string | null;
  created_by: string | null;
  reason: string | null;
  /** What an edited resend changed: path, before, after. */
  changes: { path: string; before: unknown; after: unknown }[];
}

/** The chain's messages → what happened, in order. Pure. */
export function timeline(messages: readonly MessageView[]): TimelineEntry[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return messages
    .flatMap((message) => entriesOf(message, byId.get(message.parent_id as string)))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function entriesOf(message: MessageView, parent: MessageView | undefined): TimelineEntry[] {
  const m = message as unknown as TimelineEntry & { id: string; received_at: Date; finished_at: Date | null; started_at: Date | null };
  const entry = (kind: TimelineEntry['kind'], at: Date): TimelineEntry => ({
    at, kind, message_id: m.id, parent_id: m.parent_id, direction: m.direction, event_type: m.event_type, attempt: m.attempt, trigger: m.trigger,
    status: m.status, outcome: m.outcome, http_method: m.http_method, url: m.url, http_status: m.http_status, duration_ms: m.duration_ms,
    error_category: m.error_category, error_code: m.error_code, error_message: m.error_message, decision: m.decision,
    next_attempt_at: m.next_attempt_at, wait_reason: m.wait_reason, created_by: m.created_by, reason: m.reason, changes: [],
  });
  if (m.direction === 'outbound') return [entry('call', m.started_at ?? m.received_at)];
  const start = { ...entry(startKind(m.trigger), m.received_at), changes: m.trigger === 'resend' && parent ? changes(parent.payload, message.payload) : [] };
  return m.finished_at ? [start, entry('finished', m.finished_at)] : [start];
}

const startKind = (trigger: string): TimelineEntry['kind'] => (trigger === 'retry' ? 'retry' : trigger === 'resend' ? 'resend' : 'received');

export function changes(before: unknown, after: unknown): { path: string; before: unknown; after: unknown }[] {
  return diff({ payload: plain(before) }, { payload: plain(after) }).map((change) => ({
    path: change.path.slice(1).join('.'),
    before: 'oldValue' in change ? change.oldValue : null,
    after: 'value' in change ? change.value : null,
  }));
}

// LosslessNumbers compare by their text.
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, item: { isLosslessNumber?: boolean; value?: string }) => (item?.isLosslessNumber ? item.value : item)));
