import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, ValidateIf } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';
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
