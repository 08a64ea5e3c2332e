import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { ERROR_CATEGORIES, type ErrorCategory } from '../../errors/index.js';
import type { Text } from '../../i18n/index.js';
import { IsGiven } from '../../problems/index.js';
import { NOTIFICATION_CHANNELS, NOTIFICATION_STATES, type NotificationChannel } from '../notification.entity.js';
import { ALERT_KIND_NAMES, type AlertKindName } from './alert-kinds.js';

export class CreateAlertRule {
  @ApiProperty({ example: 'default' }) @IsString() @MaxLength(63) company: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Null = every integration' }) @IsOptional() @IsString() @MaxLength(63) integration?: string | null;
  @ApiProperty({ example: 'Fallos de Alegra' }) @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @ApiProperty({ enum: ALERT_KIND_NAMES, isArray: true }) @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(ALERT_KIND_NAMES, { each: true }) kinds: AlertKindName[];
  @ApiPropertyOptional({ enum: ERROR_CATEGORIES, isArray: true, description: 'For error_category; empty = every category' }) @IsGiven() @IsArray() @ArrayUnique() @IsIn(ERROR_CATEGORIES, { each: true }) error_categories?: ErrorCategory[];
  @ApiPropertyOptional({ default: 15, minimum: 1, maximum: 1440 }) @IsGiven() @IsInt() @Min(1) @Max(1_440) queue_minutes?: number;
  @ApiPropertyOptional({ default: 30, minimum: 1, maximum: 365 }) @IsGiven() @IsInt() @Min(1) @Max(365) expiry_days?: number;
  @ApiPropertyOptional({ default: 60, minimum: 5, maximum: 1440, description: 'Minutes in which one cause is told once' }) @IsGiven() @IsInt() @Min(5) @Max(1_440) window_minutes?: number;
  @ApiProperty({ enum: NOTIFICATION_CHANNELS }) @IsIn(NOTIFICATION_CHANNELS) channel: NotificationChannel;
  @ApiPropertyOptional({ writeOnly: true, description: 'Slack-compatible incoming webhook; a secret, never shown again' }) @IsGiven() @IsString() @IsNotEmpty() @MaxLength(2_000) webhook_url?: string;
  @ApiPropertyOptional({ type: [String] }) @IsGiven() @IsArray() @ArrayMaxSize(50) @ArrayUnique() @IsEmail({ require_tld: false }, { each: true }) emails?: string[];
  @ApiPropertyOptional({ default: true }) @IsGiven() @IsBoolean() active?: boolean;
}

/** A rule stays with its company. */
export class UpdateAlertRule extends PartialType(OmitType(CreateAlertRule, ['company']), { skipNullProperties: false }) {}

export class AlertRuleView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() company: string;
  @ApiProperty({ type: String, nullable: true }) integration: string | null;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ALERT_KIND_NAMES, isArray: true }) kinds: AlertKindName[];
  @ApiProperty({ enum: ERROR_CATEGORIES, isArray: true }) error_categories: ErrorCategory[];
  @ApiProperty() queue_minutes: number;
  @ApiProperty() expiry_days: number;
  @ApiProperty() window_minutes: number;
  @ApiProperty({ enum: NOTIFICATION_CHANNELS }) channel: NotificationChannel;
  @ApiProperty({ type: String, nullable: true, description: 'Its host; the rest is secret' }) webhook_host: string | null;
  @ApiProperty({ type: [String] }) emails: string[];
  @ApiProperty() active: boolean;
  @ApiProperty() created_by: string;
  @ApiProperty() created_at: Date;
  @ApiProperty() updated_at: Date;
  @ApiProperty({ type: Date, nullable: true }) last_sent_at: Date | null;
  @ApiProperty({ type: Object, nullable: true, description: '{es, en}: why the latest notice did not get through' }) channel_problem: Text | null;
}

export class AlertRuleList {
  @ApiProperty({ type: [AlertRuleView] }) data: AlertRuleView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}

export class AlertKindView {
  @ApiProperty({ enum: ALERT_KIND_NAMES }) id: string;
  @ApiProperty({ type: Object, description: '{es, en}' }) label: Text;
  @ApiProperty({ type: Object, description: '{es, en}' }) help: Text;
}

export class AlertKindList {
  @ApiProperty({ type: [AlertKindView] }) data: AlertKindView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}

export class AlertTest {
  @ApiProperty() ok: boolean;
  @ApiProperty({ type: Object, nullable: true, description: '{es, en}: why it did not get through' }) problem: Text | null;
}

export class AlertRuleQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
}

export class AlertEventQuery extends AlertRuleQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() rule_id?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class AlertEventView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) rule_id: string;
  @ApiProperty() rule: string;
  @ApiProperty() company: string;
  @ApiProperty({ type: String, nullable: true }) integration: string | null;
  @ApiProperty({ enum: ALERT_KIND_NAMES }) kind: AlertKindName;
  @ApiProperty() cause: string;
  @ApiProperty() window_start: Date;
  @ApiProperty() window_end: Date;
  @ApiProperty() occurrences: number;
  @ApiProperty() sample: string;
  @ApiProperty({ type: Date, nullable: true, description: 'When its window was over and the sum told' }) closed_at: Date | null;
  @ApiProperty({ enum: NOTIFICATION_STATES, description: 'Of the notices it made, the worst' }) state: (typeof NOTIFICATION_STATES)[number];
  @ApiProperty({ type: Date, nullable: true }) sent_at: Date | null;
  @ApiProperty({ type: Object, nullable: true, description: '{es, en}' }) problem: Text | null;
}

export class AlertEventPage {
  @ApiProperty({ type: [AlertEventView] }) data: AlertEventView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
