import type { DocumentFacts } from './document-facts.js';
import type { Verdict } from './verdict.js';

/** Doubtful or adjustable behaviour: `POST /__seed {rules: {…}}`. */
export interface HaciendaRules {
  /** Milliseconds between the reception of a document and Hacienda's answer to it. */
  answer_after_ms: number;
  /** Seconds an access token and a refresh token live (Anexos: 300; sample token: 1800). */
  token_seconds: number;
  refresh_seconds: number;
  /** Every login is refused. */
  refuse_logins: boolean;
  /** Requests a minute and taxpayer; the figure is not published. */
  rate_per_minute: number;
  /** How far ahead of Costa Rica's time a document may be before it is a -53. */
  clock_tolerance_minutes: number;
  /** The Anexos' sample of a callback is camelCase, answers have dashes. */
  callback_spelling: 'camel' | 'dashed';
  /** Until a document is answered its status is a 404, as under load. */
  hide_until_answered: boolean;
}

export const DEFAULT_RULES: HaciendaRules = {
  answer_after_ms: 1_500, token_seconds: 300, refresh_seconds: 1_800, refuse_logins: false, rate_per_minute: 3_000, clock_tolerance_minutes: 10,
  callback_spelling: 'camel', hide_until_answered: false,
};

export interface ReceivedDocument {
  /** The clave; of a MensajeReceptor `clave-consecutivo`. */
  key: string;
  facts: DocumentFacts;
  fecha: string;
  sha256: string;
  receivedAt: number;
  answerAt: number;
  verdict: Verdict;
  /** Hacienda's signed answer, made when it is first asked for. */
  answerXml?: string;
  /** Its answer is changed on the way, after Hacienda signed it. */
  tampered?: boolean;
  callbackUrl?: string;
  callbacks: number[];
}

interface TokenOfOwner {
  /** The taxpayer's number without leading zeros. */
  owner: string;
  endsAt: number;
}

export interface HaciendaState {
  rules: HaciendaRules;
  documents: Map<string, ReceivedDocument>;
  accessTokens: Map<string, TokenOfOwner>;
  refreshTokens: Map<string, TokenOfOwner>;
  /** Requests of the running minute, by taxpayer. */
  quota: Map<string, { minute: number; used: number }>;
  logins: number;
  refreshes: number;
  logouts: number;
}

export const firstDay = (rules: Partial<HaciendaRules> = {}): HaciendaState => ({
  rules: { ...DEFAULT_RULES, ...rules }, documents: new Map(), accessTokens: new Map(), refreshTokens: new Map(), quota: new Map(), logins: 0, refreshes: 0, logouts: 0,
});
