import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { COUNTRIES, type CountryKey } from './countries.js';
import { invalid, ALEGRA_REFUSALS } from './refusals.js';
import type { AlegraSettings } from './routes.js';
import { firstDay } from './seed.js';
import type { AlegraState } from './state.js';

export interface AccountOptions {
  email: string;
  token: string;
  country?: CountryKey;
}

export interface Account {
  options: AccountOptions;
  state: AlegraState;
  settings: AlegraSettings & { ratePerMinute: number | 'off' };
  window: { startedAt: number; used: number };
}

/** Published limit: 150 requests per minute and user. */
export const RATE_PER_MINUTE = 150;
const WINDOW_MS = 60_000;

export const DEFAULT_ACCOUNTS: readonly AccountOptions[] = [
  { email: 'sandbox@puente.example', token: 'sandbox-token' },
  { email: 'sandbox-2@puente.example', token: 'sandbox-token-2' },
];

/** Who may come in, each with a state and a rate window of its own. */
export class Accounts {
  private accounts: Account[] = [];

  constructor(
    private readonly table: readonly AccountOptions[] = DEFAULT_ACCOUNTS,
    private readonly ratePerMinute: number | 'off' = RATE_PER_MINUTE,
  ) {
    this.reset();
  }

  reset(): void {
    this.accounts = this.table.map((options) => ({
      options,
      state: stateOf(options, options.country ?? 'costaRica'),
      settings: { ratePerMinute: this.ratePerMinute, nameAndNameObject: 'refuse' },
      window: { startedAt: 0, used: 0 },
    }));
  }

  /** By HTTP Basic, `base64(email:token)`. A line break in the base64 is refused, as HTTP itself does. */
  of(request: SandboxRequest): Account | undefined {
    const given = request.headers.authorization ?? '';
    return this.accounts.find(({ options: { email, token } }) => given === `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`);
  }

  /** By e-mail, for tests; the first account when none is named. */
  named(email: unknown): Account {
    const account = email ? this.accounts.find(({ options }) => options.email === email) : this.accounts[0];
    return account ?? invalid(`La cuenta ${String(email)} no existe en el sandbox`);
  }

  /** Counts the request; 401 for a stranger, 429 over the limit. */
  admit(request: SandboxRequest): SandboxAnswer | undefined {
    const account = this.of(request);
    if (!account) return ALEGRA_REFUSALS.unauthorized();
    renew(account);
    account.window.used += 1;
    const { ratePerMinute } = account.settings;
    if (ratePerMinute === 'off' || account.window.used <= ratePerMinute) return undefined;
    return { ...ALEGRA_REFUSALS.rateLimited(), headers: { 'retry-after': String(secondsLeft(account)) } };
  }

  rateHeaders(request: SandboxRequest): Record<string, string> {
    const account = this.of(request);
    const limit = account && account.settings.ratePerMinute !== 'off' ? account.settings.ratePerMinute : RATE_PER_MINUTE;
    const used = account && account.settings.ratePerMinute !== 'off' ? account.window.used : 0;
    return {
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(Math.max(0, limit - used)),
      'x-rate-limit-reset': String(account ? secondsLeft(account) : WINDOW_MS / 1000),
    };
  }
}

export function stateOf({ email }: AccountOptions, country: CountryKey): AlegraState {
  return firstDay(COUNTRIES[country], { id: '1', name: 'Usuario de pruebas', email });
}

function renew({ window }: Account): void {
  if (Date.now() - window.startedAt < WINDOW_MS) return;
  window.startedAt = Date.now();
  window.used = 0;
}

function secondsLeft({ window }: Account): number {
  return Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - Date.now()) / 1000));
}
