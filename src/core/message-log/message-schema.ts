import type { ApiResponseSchemaHost } from '@nestjs/swagger';
import { ERROR_CATEGORIES } from '../errors/index.js';
import { MESSAGE_DIRECTIONS, MESSAGE_OUTCOMES, MESSAGE_STATUSES, MESSAGE_TRIGGERS } from './integration-message.entity.js';

type SchemaObject = Exclude<ApiResponseSchemaHost['schema'], { $ref: string }>;

const text: SchemaObject = { type: 'string', nullable: true };
const time: SchemaObject = { type: 'string', format: 'date-time', nullable: true };
const uuid: SchemaObject = { type: 'string', format: 'uuid' };
const number: SchemaObject = { type: 'integer', nullable: true };
const anyJson: SchemaObject = { description: 'any JSON; numbers keep every digit', nullable: true };
const oneOf = (values: readonly string[], nullable = false): SchemaObject => ({ type: 'string', enum: [...values], nullable });

const MESSAGE_FIELDS: Record<string, SchemaObject> = {
  id: uuid, company: { type: 'string' }, integration: { type: 'string' }, direction: oneOf(MESSAGE_DIRECTIONS), event_type: { type: 'string' },
  status: oneOf(MESSAGE_STATUSES), outcome: oneOf(MESSAGE_OUTCOMES, true), external_reference: text, correlation_id: uuid,
  parent_id: { ...uuid, nullable: true }, attempt: { type: 'integer' }, trigger: oneOf(MESSAGE_TRIGGERS), http_method: text, url: text, http_status: number,
  payload: anyJson, response_payload: anyJson, error_category: oneOf(ERROR_CATEGORIES, true), error_code: text, error_message: text,
  received_at: { type: 'string', format: 'date-time' }, started_at: time, finished_at: time, duration_ms: number, next_attempt_at: time,
  warnings: { type: 'array', items: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } } },
  wait_reason: text, decision: text, reason: text, created_by: text,
};

/** A message as REST shows it: every field is there, null when it does not apply. */
export const MESSAGE_SCHEMA: SchemaObject = { type: 'object', properties: MESSAGE_FIELDS, required: Object.keys(MESSAGE_FIELDS) };

/** A page of anything: `next_cursor` is null on the last one. */
export const pageOf = (items: SchemaObject): SchemaObject => ({
  type: 'object',
  properties: { data: { type: 'array', items }, next_cursor: text },
  required: ['data', 'next_cursor'],
});

export const TIMELINE_SCHEMA: SchemaObject = pageOf({
  type: 'object',
  properties: {
    at: { type: 'string', format: 'date-time' }, kind: oneOf(['received', 'retry', 'resend', 'call', 'finished']), message_id: uuid,
    attempt: { type: 'integer' }, outcome: oneOf(MESSAGE_OUTCOMES, true), http_method: text, url: text, http_status: number, duration_ms: number,
    error_category: oneOf(ERROR_CATEGORIES, true), error_message: text, decision: text, created_by: text, reason: text,
    changes: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, before: anyJson, after: anyJson } } },
  },
});

export const OPERATION_SCHEMA: SchemaObject = {
  type: 'object',
  properties: {
    id: uuid, kind: { type: 'string' }, state: oneOf(['pending', 'running', 'completed', 'canceled', 'failed']), total: { type: 'integer' },
    done: { type: 'integer' }, succeeded: { type: 'integer' }, failed: { type: 'integer' },
    items: {
      type: 'array',
      items: { type: 'object', properties: { message_id: { ...uuid, nullable: true }, subject_id: { ...uuid, nullable: true }, new_message_id: { ...uuid, nullable: true }, outcome: oneOf(MESSAGE_OUTCOMES, true), error: text, external_reference: text, next_attempt_at: text } },
    },
    next_cursor: text,
  },
};
