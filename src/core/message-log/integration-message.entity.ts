import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ErrorCategory, Warning } from '../errors/index.js';

export const MESSAGE_STATUSES = ['received', 'processing', 'processed', 'skipped'] as const;
export const MESSAGE_OUTCOMES = ['succeeded', 'failed', 'retry_scheduled', 'duplicate', 'skipped'] as const;
export const MESSAGE_TRIGGERS = ['webhook', 'api', 'retry', 'resend', 'cli', 'schedule'] as const;
export const MESSAGE_DIRECTIONS = ['inbound', 'outbound'] as const;

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];
export type MessageTrigger = (typeof MESSAGE_TRIGGERS)[number];
export type MessageDirection = (typeof MESSAGE_DIRECTIONS)[number];

/** One row of the append-only log: something received, or one call made. What it holds never changes; only its state moves. */
@Entity('integration_message')
export class IntegrationMessage {
  /** UUIDv7: sorts by the time it was received. */
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') integration: string;
  @Column('text') direction: MessageDirection;
  @Column('text') event_type: string;
  @Column('text', { nullable: true }) external_reference: string | null;
  /** Same key = same delivery of the same state of the same document. */
  @Column('text', { nullable: true }) dedupe_key: string | null;
  /** Messages with one order key are worked on one at a time, by `order_id`. Retries keep the place of their parent. */
  @Column('text', { nullable: true }) order_key: string | null;
  @Column('uuid') order_id: string;
  /** Id of the first message of the chain. */
  @Column('uuid') correlation_id: string;
  @Column('uuid', { nullable: true }) parent_id: string | null;
  @Column('integer', { default: 1 }) attempt: number;
  @Column('text') trigger: MessageTrigger;
  /** Why a person sent it again. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) created_by: string | null;
  @Column('integer', { nullable: true }) credential_id: number | null;
  @Column('text', { nullable: true }) http_method: string | null;
  @Column('text', { nullable: true }) url: string | null;
  @Column('jsonb', { nullable: true }) request_headers: Record<string, string> | null;
  /** The exact bytes received or sent. */
  @Column('bytea', { nullable: true }) payload_raw: Buffer | null;
  /** The same as JSON, null when it is not JSON that PostgreSQL can hold. */
  @Column('jsonb', { nullable: true }) payload: unknown;
  @Column('timestamptz') received_at: Date;

  @Column('text', { default: 'received' }) status: MessageStatus;
  @Column('text', { nullable: true }) outcome: MessageOutcome | null;
  /** Fencing token: grows with each claim; a worker whose claim is stale can write nothing. */
  @Column('integer', { default: 0 }) claim: number;
  @Column('timestamptz', { nullable: true }) claimed_at: Date | null;
  @Column('timestamptz', { nullable: true }) started_at: Date | null;
  @Column('timestamptz', { nullable: true }) finished_at: Date | null;
  @Column('integer', { nullable: true }) duration_ms: number | null;
  @Column('timestamptz', { nullable: true }) next_attempt_at: Date | null;
  /** Why it is not moving, in a sentence. */
  @Column('text', { nullable: true }) wait_reason: string | null;
  /** What `decide()` answered, with its reason. */
  @Column('text', { nullable: true }) decision: string | null;
  @Column('integer', { nullable: true }) http_status: number | null;
  @Column('jsonb', { nullable: true }) response_headers: Record<string, string> | null;
  @Column('bytea', { nullable: true }) response_raw: Buffer | null;
  @Column('jsonb', { nullable: true }) response_payload: unknown;
  @Column('jsonb', { default: [] }) warnings: Warning[];
  @Column('text', { nullable: true }) error_category: ErrorCategory | null;
  @Column('text', { nullable: true }) error_code: string | null;
  @Column('text', { nullable: true }) error_message: string | null;
}
