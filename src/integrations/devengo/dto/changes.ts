import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';
import { SERVICE_TYPES } from '../entities/words.js';
import { DayField } from './fields.js';

/** R15: a person's date wins over what the CRM says; null takes it back. */
export class PeriodChange {
  @ApiProperty({ example: '2024-03-20', nullable: true }) @ValidateIf((body: PeriodChange) => body.status_change_override !== null) @DayField() status_change_override: string | null;
  @ApiPropertyOptional({ maxLength: 500 }) @IsGiven() @IsString() @MaxLength(500) reason?: string;
}

/** R6: what was held back becomes revenue in the month of this day; null takes it back. */
export class ReleaseBody {
  @ApiProperty({ example: '2024-07-01', nullable: true }) @ValidateIf((body: ReleaseBody) => body.release_on !== null) @DayField() release_on: string | null;
  @ApiPropertyOptional({ maxLength: 500 }) @IsGiven() @IsString() @MaxLength(500) reason?: string;
}

/** What Holded does not say of a course; the accrual method `sessions` counts by the first two. */
export class ServiceChange {
  @ApiPropertyOptional({ example: 60 }) @IsGiven() @IsInt() @Min(1) @Max(10_000) total_sessions?: number;
  @ApiPropertyOptional({ example: 3, description: 'With two decimals at most' }) @IsGiven() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(100) sessions_per_week?: number;
  @ApiPropertyOptional({ enum: SERVICE_TYPES }) @IsGiven() @IsIn(SERVICE_TYPES) service_type?: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsGiven() @IsString() @MaxLength(500) reason?: string;
}
