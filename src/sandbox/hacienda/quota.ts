import type { HaciendaState } from './state.js';

const MINUTE_MS = 60_000;

/** Counts one request of a taxpayer; false when the minute's share is used up. */
export function admitToQuota({ quota, rules }: HaciendaState, owner: string, now = Date.now()): boolean {
  const minute = Math.floor(now / MINUTE_MS);
  const used = quota.get(owner)?.minute === minute ? quota.get(owner)!.used : 0;
  quota.set(owner, { minute, used: used + 1 });
  return used < rules.rate_per_minute;
}

/** On every reply: what is left, and the moment (epoch seconds) when it begins anew. */
export function quotaHeaders({ quota, rules }: HaciendaState, owner: string, now = Date.now()): Record<string, string> {
  const minute = Math.floor(now / MINUTE_MS);
  const used = quota.get(owner)?.minute === minute ? quota.get(owner)!.used : 0;
  return {
    'x-ratelimit-limit': String(rules.rate_per_minute),
    'x-ratelimit-remaining': String(Math.max(rules.rate_per_minute - used, 0)),
    'x-ratelimit-reset': String(((minute + 1) * MINUTE_MS) / 1000),
  };
}
