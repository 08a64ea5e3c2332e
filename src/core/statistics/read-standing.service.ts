import { Injectable } from '@nestjs/common';
import { readGate } from '../credentials/gate.js';
import type { CredentialState } from '../credentials/index.js';
import { bucketFor } from '../credentials/token-bucket.js';
import { Database } from '../database/index.js';
import { IntegrationRegistry } from '../integration/index.js';
import type { Scope } from './read-buckets.service.js';
import type { CredentialStanding, EndingKey, ScheduleStanding } from './statistics.dto.js';

/** A run that began so long after its time did not begin: each scheduler looks every second, and finishes a restart within a minute. */
const LATE = '5 minutes';

type CredentialRow = Omit<CredentialStanding, 'state' | 'reason' | 'until' | 'per_minute' | 'calls_left'> & { integration: string; now: Date; state: (CredentialState & { [time: string]: unknown }) | null };

const CREDENTIALS = `
  SELECT c.id, c.integration, c.company, c.name, c.environment, c.active, c.last_check_at, c.last_check_ok, c.last_check_message, now() AS now, to_jsonb(s) AS state,
         t.expires_at AS session_until, e.owner AS certificate_owner, e.expires_at AS certificate_until, e.problem AS certificate_problem
  FROM integration_credential c
    LEFT JOIN credential_state s ON s.credential_id = c.id
    LEFT JOIN credential_token t ON t.credential_id = c.id AND t.version = c.version
    LEFT JOIN credential_expiry e ON e.credential_id = c.id AND e.version = c.version
  WHERE ($1::text[] IS NULL OR c.company = ANY($1)) AND ($2::text IS NULL OR c.integration = $2)
  ORDER BY c.integration, c.company, c.id LIMIT 500`;

const SCHEDULES = `
  SELECT s.name, s.description, s.paused, CASE WHEN s.paused THEN NULL ELSE s.next_run_at END AS next_run_at,
         NOT s.paused AND s.next_run_at < now() - interval '${LATE}' AS late,
         r.state AS last_state, r.error AS last_error, r.started_at AS last_run_at
  FROM schedule s LEFT JOIN LATERAL (SELECT * FROM schedule_run WHERE schedule = s.name ORDER BY id DESC LIMIT 1) r ON true
  WHERE s.name = ANY($1) ORDER BY s.name`;

// Those of several companies are within the caller's only as a whole.
// A key made for less than a day (the demonstration's) ends as it should: nobody needs to be told.
const KEYS = `
  SELECT id, name, expires_at FROM api_key
  WHERE revoked_at IS NULL AND expires_at < now() + interval '30 days' AND expires_at > created_at + interval '1 day' AND ($1::text[] IS NULL OR companies <@ $1) ORDER BY expires_at LIMIT 100`;

/** How credentials, schedules and our own keys stand now. */
@Injectable()
export class ReadStanding {
  constructor(
    private readonly db: Database,
    private readonly registry: IntegrationRegistry,
  ) {}

  async credentials(scope: Scope): Promise<(CredentialStanding & { integration: string })[]> {
    const rows = await this.db.rows<CredentialRow>(CREDENTIALS, [scope.companies, scope.integration]);
    return rows.map(({ state, now, ...row }) => ({ ...row, ...standing(row.active, stateOf(state), now), ...this.allowance(row.integration, stateOf(state), now) }));
  }

  schedules(names: readonly string[]): Promise<ScheduleStanding[]> {
    return this.db.rows<ScheduleStanding>(SCHEDULES, [names]);
  }

  /** Our own API keys that end within a month, or have. */
  endingKeys(companies: string[] | null): Promise<EndingKey[]> {
    return this.db.rows<EndingKey>(KEYS, [companies]);
  }

  /** What the shared bucket would give at once. Null while nobody called yet, and for an integration that is not installed. */
  private allowance(integration: string, state: CredentialState | null, now: Date): Pick<CredentialStanding, 'per_minute' | 'calls_left'> {
    const perMinute = this.registry.find(integration)?.limits.perMinute;
    if (perMinute === undefined) return { per_minute: null, calls_left: null };
    const { burst, perSecond } = bucketFor(perMinute);
    const held = state && Math.min(burst, Math.max(0, state.tokens) + (perSecond * Math.max(0, now.getTime() - state.tokens_at.getTime())) / 1_000);
    return { per_minute: perMinute, calls_left: held === null ? null : Math.floor(held) };
  }
}

/** Pure: the one word that says whether calls may be made. */
export function standing(active: boolean, state: CredentialState | null, now: Date): Pick<CredentialStanding, 'state' | 'reason' | 'until'> {
  if (!active) return { state: 'inactive', reason: null, until: null };
  const gate = readGate(state, now);
  if (gate.open) return { state: 'open', reason: null, until: null };
  if (state?.paused_at) return { state: 'paused', reason: state.pause_reason, until: null };
  return { state: state?.throttled_until && state.throttled_until > now ? 'throttled' : 'broken', reason: null, until: gate.until };
}

const TIMES = ['paused_at', 'throttled_until', 'breaker_until', 'tokens_at'] as const;

// JSON has no instants.
function stateOf(json: CredentialRow['state']): CredentialState | null {
  if (!json) return null;
  return Object.assign({}, json, ...TIMES.map((name) => ({ [name]: json[name] === null ? null : new Date(json[name] as unknown as string) }))) as CredentialState;
}
