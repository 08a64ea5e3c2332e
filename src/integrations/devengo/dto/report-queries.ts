import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { EXPORT_FORMATS, type ExportFormat } from '../../../core/export/index.js';
import { IsGiven } from '../../../core/problems/index.js';
import { MonthField } from './fields.js';

/** Amounts of two currencies are never added: a report is of one. */
export class CompanyQuery {
  @ApiPropertyOptional({ description: "left out: the caller's only company, else `default`" }) @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ default: 'EUR' }) @Matches(/^[A-Z]{3}$/) currency: string = 'EUR';
}

export class MonthQuery extends CompanyQuery {
  @MonthField() month: string;
}

/** Both months are included. */
export class RangeQuery extends CompanyQuery {
  @MonthField() start: string;
  @MonthField() end: string;
}

export class YearQuery extends CompanyQuery {
  @ApiProperty({ example: 2024 }) @Type(() => Number) @IsInt() @Min(2000) @Max(2200) year: number;
}

export class OptionalYearQuery extends CompanyQuery {
  @ApiPropertyOptional({ example: 2024 }) @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2200) year?: number;
}

const FORMATS = ['json', ...EXPORT_FORMATS] as const;

export class ReportQuery extends RangeQuery {
  @ApiPropertyOptional({ enum: FORMATS, default: 'json' }) @IsIn(FORMATS) format: 'json' | ExportFormat = 'json';
  @ApiPropertyOptional({ description: 'of json: next_cursor of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ description: 'of json: contracts per page', default: 200, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 200;
}

export class JournalQuery extends MonthQuery {
  @ApiPropertyOptional({ enum: FORMATS, default: 'json' }) @IsIn(FORMATS) format: 'json' | ExportFormat = 'json';
}

export class ForecastQuery extends CompanyQuery {
  @ApiPropertyOptional({ description: 'how many months from the first open one on', default: 12, maximum: 60 }) @Type(() => Number) @IsInt() @Min(1) @Max(60) months: number = 12;
}

export class RunBody {
  @ApiPropertyOptional() @IsGiven() @IsString() @MaxLength(63) company?: string;
  @MonthField() month: string;
  @ApiPropertyOptional({ default: false, description: 'computes and answers rows, writes nothing' }) @IsGiven() @IsBoolean() dry_run?: boolean;
}

