import type { IntegrationFailure, Warning } from '../errors/index.js';
import type { CoreEvent } from '../events/core-event.js';
import type { IntegrationMessage } from '../message-log/integration-message.entity.js';
import type { IntegrationError } from '../integration-errors/integration-error.entity.js';
import type { OpenCredential } from './open-credential.js';
import type { ProviderCalls } from '../http/provider-calls.js';
import type { RemoteDocuments } from '../pipeline/remote-documents.js';

/** An open credential and the calls made with it. */
export interface CredentialUse {
  credential: OpenCredential;
  calls: ProviderCalls;
}

/** What a handler gets for one attempt at one message. */
export interface Attempt {
  message: IntegrationMessage;
  /** The payload parsed without losing a digit: numbers that a double could not hold are `LosslessNumber`s. */
  payload: unknown;
  credential: OpenCredential;
  /** Outbound HTTP with intent rows, limits and redaction built in. */
  calls: ProviderCalls;
  /**
   * Another credential of the same company and integration, by its id: for work between two accounts of one provider. Its calls
   * stand in the same log, and its own limits, pause and secrets count for them. Throws `credential_error` when it may not be used.
   */
  using(credentialId: number): Promise<CredentialUse>;
  /**
   * A write into the integration's own tables, committed with the attempt's next commit (a call, `documents.commit()`, the end), and
   * refused with it when another worker has taken the message over. The text is a constant; in a preview it is a bug.
   */
  note(statement: string, values: unknown[]): void;
  /** The idempotency record of this company and integration. */
  documents: RemoteDocuments;
  /** Remarks made on the way. They are shown with the message also when the attempt fails. */
  warnings: Warning[];
}

/** How a message ended well. Failures are thrown as `IntegrationFailure`. */
export interface HandlerResult {
  outcome: 'succeeded' | 'skipped' | 'duplicate';
  /** The light summary stored as `response_payload`: ids, numbers, what was done. No secrets. */
  summary: Record<string, unknown>;
  warnings?: Warning[];
  /** What other integrations may go on with. Told as often as the message ends well: a resend tells it again. */
  events?: CoreEvent[];
}

export interface PreviewedRequest {
  method: string;
  url: string;
  body: unknown;
}

/** What a payload says about itself at a glance. Keys are the integration's own; the log adds company and integration. */
export interface DocumentIdentity {
  event_type: string;
  external_reference: string | null;
  /** Equal for repeated deliveries of one event; null when the payload does not tell. */
  dedupe_key: string | null;
  /** Messages with one key are worked on in order, one at a time; null when the payload does not tell which document it is. */
  order_key: string | null;
}

/** The work of one integration: one inbound message → its provider. */
export interface MessageHandler {
  handle(attempt: Attempt): Promise<HandlerResult>;
  /** The requests that would be sent. Look-ups are allowed, writes are not. */
  preview(attempt: Attempt): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }>;
  /** Looks at a payload without judging it; never throws. The door asks it, and a resend whose payload was edited. */
  identify(payload: unknown): DocumentIdentity;
  /** An attempt failed before `handle` was called (no usable credential, a payload that cannot be read): for handlers that keep a log of their own. */
  notStarted?(message: IntegrationMessage, failure: IntegrationFailure): Promise<void>;
  /**
   * Nothing more is tried by itself: the retries are used up, or would mend nothing. What `note` is given is committed with the end
   * of the message. May be asked again for the same message after a crash.
   */
  gaveUp?(message: IntegrationMessage, failure: IntegrationFailure, note: Attempt['note']): Promise<void>;
  /** The payload of a message that does once more what an error is about, for errors about one record of many; null for one about the whole message. */
  retryOf?(error: IntegrationError): unknown;
  /** What the error table shows for a message: entity type and the operation that failed. */
  describe(message: IntegrationMessage): { entity_type: string; operation: string };
}
