import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { OptionalFechaField } from './fields.js';

/** Invoices that a person selected in the list of the synchronisation. */
export class SelectionBody {
  @ApiProperty({ type: [Number], maxItems: 5000, description: 'ids of `GET /api/oppen/sync`' })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5_000) @IsInt({ each: true }) @Min(1, { each: true }) @Max(2_147_483_647, { each: true }) ids: number[];
  @ApiPropertyOptional({ maxLength: 500 }) @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class StatisticsQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) local?: string;
  @OptionalFechaField() from?: string;
  @OptionalFechaField() to?: string;
}
