import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { ERROR_CATEGORIES, type ErrorCategory } from '../errors/index.js';
import { ERROR_STATUSES, type ErrorStatus } from './integration-error.entity.js';

const toLower = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.toLowerCase() : Array.isArray(value) ? value.map((item) => toLower({ value: item })) : value;

export class ErrorQuery {
  @ApiPropertyOptional({ example: 'alegra' }) @IsOptional() @IsString() @MaxLength(63) integration_name?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) operation?: string;
  @ApiPropertyOptional({ enum: ERROR_STATUSES }) @IsOptional() @IsIn(ERROR_STATUSES) status?: ErrorStatus;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(200) entity_type?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 100, minimum: 1, maximum: 1000 }) @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit: number = 100;
}

export class UpdateErrorStatus {
  /** The specification has resolved and ignored; pending takes a decision back. */
  @ApiProperty({ enum: ERROR_STATUSES }) @IsIn(ERROR_STATUSES) status: ErrorStatus;
}

export class BulkUpdateErrorStatus extends UpdateErrorStatus {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: 1000 })
  @Transform(toLower) @ArrayMinSize(1) @ArrayMaxSize(1000) @IsUUID(undefined, { each: true })
  error_ids: string[];
}

export class BulkUpdated {
  @ApiProperty({ description: 'How many changed; those that had the status already do not count' }) updated: number;
  @ApiProperty({ enum: ERROR_STATUSES }) status: ErrorStatus;
  @ApiProperty({ type: [String] }) not_found: string[];
}

export class ErrorView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() company: string;
  @ApiProperty() integration_name: string;
  @ApiProperty() operation: string;
  @ApiProperty() entity_type: string;
  @ApiProperty() entity_external_id: string;
  @ApiProperty({ enum: ERROR_CATEGORIES }) error_category: ErrorCategory;
  @ApiProperty() error_code: string;
  @ApiProperty() error_message: string;
  @ApiProperty({ type: Object }) error_details: Record<string, unknown>;
  @ApiProperty({ enum: ERROR_STATUSES }) status: ErrorStatus;
  @ApiProperty() occurrences: number;
  @ApiProperty({ type: String, nullable: true }) message_id: string | null;
  @ApiProperty({ type: String, nullable: true }) correlation_id: string | null;
  @ApiProperty() first_seen: Date;
  @ApiProperty() last_seen: Date;
  @ApiProperty({ type: Date, nullable: true }) resolved_at: Date | null;
  @ApiProperty({ type: String, nullable: true }) resolved_by: string | null;
  @ApiProperty() created_at: Date;
  @ApiProperty() updated_at: Date;
}

export class ErrorPage {
  @ApiProperty({ type: [ErrorView] }) data: ErrorView[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
