import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { companyFilter } from '../auth/index.js';
import { ERROR_CATEGORIES } from '../errors/index.js';
import { uuidFloor } from '../lists/uuid-floor.js';
import { invalidFields, type FieldProblem } from '../problems/index.js';
import { MESSAGE_DIRECTIONS, MESSAGE_OUTCOMES, MESSAGE_STATUSES } from './integration-message.entity.js';
import { jsonCondition, textCondition } from './message-conditions.js';

/** What a list of messages can be narrowed by. All given conditions must hold. */
export class MessageFilter {
  @ApiPropertyOptional() @IsOptional() @IsString() integration?: string;
  @ApiPropertyOptional({ enum: MESSAGE_DIRECTIONS }) @IsOptional() @IsIn(MESSAGE_DIRECTIONS) direction?: string;
  @ApiPropertyOptional({ enum: MESSAGE_STATUSES }) @IsOptional() @IsIn(MESSAGE_STATUSES) status?: string;
  @ApiPropertyOptional({ enum: MESSAGE_OUTCOMES }) @IsOptional() @IsIn(MESSAGE_OUTCOMES) outcome?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() event_type?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() external_reference?: string;
  @ApiPropertyOptional() @IsOptional() @IsUUID() correlation_id?: string;
  @ApiPropertyOptional({ enum: ERROR_CATEGORIES }) @IsOptional() @IsIn(ERROR_CATEGORIES) error_category?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() company?: string;
  @ApiPropertyOptional({ description: 'received at or after, ISO 8601' }) @IsOptional() @IsISO8601() from?: string;
  @ApiPropertyOptional({ description: 'received before, ISO 8601' }) @IsOptional() @IsISO8601() to?: string;
  @ApiPropertyOptional({ description: 'words in the payload, the reference or the error; or an id' }) @IsOptional() @IsString() @MaxLength(200) q?: string;
  @ApiPropertyOptional({ example: 'customer.identification', description: 'a place in what was received; with direction=outbound in what was sent, which is slow' }) @IsOptional() @IsString() @MaxLength(200) json_path?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(500) json_value?: string;
}

export class MessageListQuery extends MessageFilter {
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit = 50;
  @ApiPropertyOptional({ description: '`next_cursor` of the page before' }) @IsOptional() @IsString() @MaxLength(100) cursor?: string;
}

const EQUAL = ['integration', 'direction', 'status', 'outcome', 'event_type', 'external_reference', 'correlation_id', 'error_category', 'company'] as const;

/** The filter as SQL, limited to what the caller may see. Values never become part of the text. */
export async function messageWhere(filter: MessageFilter, caller: Caller, db: DataSource): Promise<{ where: string; values: unknown[] }> {
  const values: unknown[] = [];
  const parts: string[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;

  refuseUnusable(filter);
  const companies = companyFilter(caller);
  if (companies) parts.push(`company = ANY(${value(companies)}::text[])`);
  for (const name of EQUAL) if (filter[name] !== undefined) parts.push(`${name} = ${value(filter[name])}`);
  // Ids are UUIDv7: a time is a place in the primary key, so a date range needs no index of its own.
  if (filter.from) parts.push(`id >= ${value(uuidFloor(new Date(filter.from)))} AND received_at >= ${value(new Date(filter.from))}`);
  if (filter.to) parts.push(`id < ${value(uuidFloor(new Date(new Date(filter.to).getTime() + 1_000)))} AND received_at < ${value(new Date(filter.to))}`);
  if (filter.json_path !== undefined) parts.push(await jsonCondition(filter.json_path, filter.json_value, filter.direction === 'outbound', value, db));
  if (filter.q?.trim()) parts.push(await textCondition(filter.q.trim(), value, db));
  return { where: parts.length > 0 ? parts.join(' AND ') : 'true', values };
}

// A condition that cannot be used must not be passed over: a bulk resend would take more than was meant.
function refuseUnusable({ from, to, json_path, json_value }: MessageFilter): void {
  const problems: FieldProblem[] = [];
  for (const [path, at] of Object.entries({ from, to })) if (at !== undefined && Number.isNaN(Date.parse(at))) problems.push({ path, ...NO_DATE });
  if (json_value !== undefined && json_path === undefined) problems.push({ path: 'json_value', ...NO_PATH });
  if (problems.length > 0) throw invalidFields(...problems);
}

const NO_DATE = { es: 'debe ser una fecha ISO 8601 como 2026-01-31T00:00:00Z', en: 'must be an ISO 8601 date like 2026-01-31T00:00:00Z' };
const NO_PATH = { es: 'necesita «json_path»', en: 'needs "json_path"' };
