import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '../../../core/export/index.js';
import { RETRY_STATES } from '../../../core/retry-queue/index.js';
import { DOCUMENT_TYPES } from '../catalogues/index.js';
import { DOCUMENT_STATES } from '../entities/einvoice-document.entity.js';
import { MESSAGE_TYPES, RESPONSE_STATUSES } from '../entities/hacienda-response-message.entity.js';

class OfCompany {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
}

export class PageQuery extends OfCompany {
  @ApiPropertyOptional({ description: '`next_cursor` of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class DocumentQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DOCUMENT_STATES }) @IsOptional() @IsIn(DOCUMENT_STATES) state?: string;
  @ApiPropertyOptional({ enum: DOCUMENT_TYPES }) @IsOptional() @IsIn(DOCUMENT_TYPES) document_type?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(50) clave?: string;
  @ApiPropertyOptional({ description: 'day of creation in Costa Rica, included', example: '2026-11-01' }) @IsOptional() @Day() from?: string;
  @ApiPropertyOptional({ description: 'day of creation in Costa Rica, included', example: '2026-11-30' }) @IsOptional() @Day() to?: string;
}

export class ResponseQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(50) clave?: string;
  @ApiPropertyOptional() @IsOptional() @IsUUID() document_id?: string;
  @ApiPropertyOptional({ enum: MESSAGE_TYPES }) @IsOptional() @IsIn(MESSAGE_TYPES) message_type?: string;
  @ApiPropertyOptional({ enum: RESPONSE_STATUSES }) @IsOptional() @IsIn(RESPONSE_STATUSES) status?: string;
  @ApiPropertyOptional({ description: 'of any row of the answer', example: '-53' }) @IsOptional() @IsString() @MaxLength(20) error_code?: string;
}

export const OPERATIONS = ['sign', 'submit', 'check_status', 'email'] as const;

export class RetryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: RETRY_STATES }) @IsOptional() @IsIn(RETRY_STATES) state?: string;
  @ApiPropertyOptional({ enum: OPERATIONS }) @IsOptional() @IsIn(OPERATIONS) operation?: string;
}

export class DocumentExport extends OmitType(DocumentQuery, ['cursor', 'limit']) {
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'csv' }) @IsIn(EXPORT_FORMATS) format: ExportFormat = 'csv';
}

export class ResponseExport extends OmitType(ResponseQuery, ['cursor', 'limit']) {
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'csv' }) @IsIn(EXPORT_FORMATS) format: ExportFormat = 'csv';
}

export class StatisticsQuery extends OfCompany {}

export class CancelBody {
  @ApiPropertyOptional({ maxLength: 500, description: 'required when the document has a number' }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class PriorityBody {
  @ApiProperty({ minimum: 0, maximum: 100 }) @IsInt() @Min(0) @Max(100) priority: number;
}

function Day(): PropertyDecorator {
  const [shape, date] = [Matches(/^\d{4}-\d{2}-\d{2}$/), IsISO8601({ strict: true })];
  return (target, property) => {
    shape(target, property);
    date(target, property);
  };
}
