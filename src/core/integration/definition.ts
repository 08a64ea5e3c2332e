import type { Type } from '@nestjs/common';
import type { Role } from '../auth/roles.js';
import type { Warning } from '../errors/index.js';
import type { CoreEvents, EventListener } from '../events/core-event.js';
import type { ConnectionChecker } from './connection-checker.js';
import type { MessageHandler } from './message-handler.js';
import type { OpenCredential } from './open-credential.js';
import type { RetryPolicy } from './retry-policy.js';
import type { SearchSource } from './search-source.js';
import type { SettingsDefinition } from './settings.js';

/** One field of a credential, as data: it drives validation messages, masking, the admin form and the docs. */
export interface CredentialField {
  name: string;
  kind: 'secret' | 'text' | 'number' | 'boolean' | 'enum' | 'map' | 'list';
  label: { es: string; en: string };
  help: { es: string; en: string };
  required: boolean;
  default?: unknown;
  options?: readonly string[];
}

/** What advice on a credential may look at: never a secret. */
export interface CredentialFacts {
  environment: 'sandbox' | 'production';
  base_url: string;
  metadata: Record<string, unknown>;
  secretNames: readonly string[];
}

/** A certificate inside a credential. */
export interface CredentialExpiry {
  owner: string;
  expires_at: Date;
}

export interface ExpiryReader {
  /** Until when the credential's certificate is in force. Throws an `IntegrationFailure` whose message says why that cannot be told. */
  expiryOf(credential: OpenCredential): Promise<CredentialExpiry>;
}

/** A cron, as data. A tick only enqueues or runs a short plain service; people can pause it and run it now. */
export interface ScheduleDefinition {
  /** `<integration>.<verb>-<noun>`, stable: people and dashboards know it. */
  name: string;
  cron: string;
  timezone?: string;
  description: string;
  /** True for one that a person must switch on first. Only counts when the schedule is met for the first time. */
  startsPaused?: boolean;
  /** Nest provider that does it. Its answer is stored with the run. */
  runner: Type<ScheduleRunner>;
}

export interface ScheduleRunner {
  /** `stopping` is aborted when the process is asked to stop: a long run comes to its end then. */
  runSchedule(stopping: AbortSignal): Promise<Record<string, unknown>>;
}

/** Limits per credential: tokens per minute shared by all workers, and calls at once per process. */
export interface CallLimits {
  perMinute: number;
  concurrency: number;
}

/** What is known of a message when somebody asks where its documents are. */
export interface MadeFacts {
  /** The integration's own order key, such as `document:<uuid>`. */
  order_key: string | null;
  external_reference: string | null;
  /** What its handler answered; empty while there is no answer. */
  summary: Record<string, unknown>;
  /** Of its credential; null when that is gone. */
  base_url: string | null;
}

/** Where people open a document: the provider's own application, or a page of the back-office (a path). */
export interface DocumentLink {
  label: string;
  href: string;
}

/** Everything the house needs to know about an integration. Data only. */
export interface IntegrationDefinition {
  /** Lower-case, never renamed once released: it is the queue's name and a column in every table. */
  id: string;
  label: string;
  baseUrls: { production: string; sandbox?: string };
  credentials: {
    /** Classes with class-validator decorators. */
    secrets: Type<object>;
    metadata: Type<object>;
    fields: readonly CredentialField[];
    /** Remarks on a valid credential that an operator should know, shown as its `warnings`. Pure. */
    advise?(credential: CredentialFacts): readonly Warning[];
  };
  policy: RetryPolicy;
  /** Who may hurry, cancel and rank its waiting retries, where a specification asks for more than an operator. */
  retryRole?: Role;
  /** What a company may set beyond the retries, which every integration has. */
  settings?: SettingsDefinition;
  limits: CallLimits;
  /** Where what a message made can be opened. Pure; nothing where no address is known. */
  links?(made: MadeFacts): readonly DocumentLink[];
  /** Nest providers, looked up in the integration's own module. */
  handler: Type<MessageHandler>;
  checker: Type<ConnectionChecker>;
  /** Nest provider, where credentials hold a certificate. */
  expiry?: Type<ExpiryReader>;
  schedules: readonly ScheduleDefinition[];
  /** Events of other integrations that it wants to hear of, each with the provider that does. */
  listens?: Readonly<{ [Name in keyof CoreEvents]?: Type<EventListener<Name>> }>;
  /** TypeORM entities of its own tables; their migrations are in `migrations/`. */
  entities?: readonly Type[];
  /** Which of its tables the search looks into, besides the messages. */
  search?: readonly SearchSource[];
}
