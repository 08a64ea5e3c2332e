import type { IntegrationDefinition } from '../integration/index.js';
import type { Step } from './ranges.js';
import type { Buckets, Called, Counted } from './read-buckets.service.js';
import type { OpenCount, RetryCount } from './read-now.service.js';
import type { CategoryCount, CredentialStanding, IntegrationStatistics, OldestDue, ProviderView, ScheduleStanding } from './statistics.dto.js';

/** Everything read for a page, of all integrations. */
export interface Figures extends Buckets {
  waiting: readonly OpenCount[];
  retrying: readonly RetryCount[];
  errors: readonly { integration: string; errors: number }[];
  credentials: readonly (CredentialStanding & { integration: string })[];
  schedules: readonly ScheduleStanding[];
}

/** Pure: what was read, as one integration's figures. */
export function summarize({ id, label }: IntegrationDefinition, steps: readonly Step[], all: Figures, owns: (schedule: string) => boolean): IntegrationStatistics {
  const of = <T extends { integration: string }>(rows: readonly T[]): T[] => rows.filter(({ integration }) => integration === id);
  const inbound = of(all.inbound);
  const by_outcome = byOutcome(inbound);
  const { succeeded = 0, failed = 0 } = by_outcome;
  const [open] = of(all.waiting);
  const [retries] = of(all.retrying);
  return {
    id, label, by_outcome,
    steps: steps.map((step, index) => ({ ...step, by_outcome: byOutcome(inbound.filter((row) => row.step === index)) })),
    success_rate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    failed_by_category: byCategory(inbound.filter(({ outcome }) => outcome === 'failed').map(({ error_category, messages }) => ({ error_category, count: messages }))),
    waiting: open?.waiting ?? 0,
    processing: open?.processing ?? 0,
    retrying: retries?.retrying ?? 0,
    errors: of(all.errors)[0]?.errors ?? 0,
    oldest_due: earlier(open?.oldest ?? null, retries?.overdue ?? null),
    providers: providers(of(all.outbound)),
    credentials: of(all.credentials).map(({ integration: _integration, ...credential }) => credential),
    schedules: all.schedules.filter(({ name }) => owns(name)),
  };
}

function byOutcome(rows: readonly Counted[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, messages } of rows) counts[outcome] = (counts[outcome] ?? 0) + messages;
  return counts;
}

/** Most first. A failure without a category is one that nobody has named yet. */
function byCategory(rows: readonly { error_category: string | null; count: number }[]): CategoryCount[] {
  const counts = new Map<string, number>();
  for (const { error_category, count } of rows) counts.set(error_category ?? 'unknown_error', (counts.get(error_category ?? 'unknown_error') ?? 0) + count);
  return [...counts].map(([error_category, count]) => ({ error_category, count })).sort((a, b) => b.count - a.count || a.error_category.localeCompare(b.error_category));
}

function providers(rows: readonly Called[]): ProviderView[] {
  return [...new Set(rows.map(({ host }) => host))]
    .map((host) => provider(host, rows.filter((row) => row.host === host)))
    .sort((a, b) => (b.mean_ms ?? -1) - (a.mean_ms ?? -1) || a.host.localeCompare(b.host));
}

function provider(host: string, rows: readonly Called[]): ProviderView {
  const total = (kept: readonly Called[], figure: 'calls' | 'duration_ms'): number => kept.reduce((sum, row) => sum + row[figure], 0);
  const ended = rows.filter(({ outcome }) => outcome !== 'processing');
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  return {
    host, calls: total(rows, 'calls'), failed: total(failed, 'calls'),
    mean_ms: ended.length === 0 ? null : Math.round(total(ended, 'duration_ms') / total(ended, 'calls')),
    slowest_ms: Math.max(0, ...rows.map(({ slowest_ms }) => slowest_ms)),
    errors: byCategory(failed.map(({ error_category, calls }) => ({ error_category, count: calls }))),
  };
}

function earlier(a: OldestDue | null, b: OldestDue | null): OldestDue | null {
  if (!a || !b) return a ?? b;
  return Date.parse(a.at) <= Date.parse(b.at) ? a : b;
}
