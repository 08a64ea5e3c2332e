import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ESTADOS_ANTICIPO } from '../entities/anticipo.entity.js';
import { ESTADOS_FACTURA, TIPOS } from '../mapping/tipos.js';
import { ESTADOS_SYNC } from '../entities/sync-log.entity.js';
import { OptionalFechaField } from './fields.js';

export class PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 100, maximum: 1000 }) @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit: number = 100;
}

export class DayQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) local?: string;
  @OptionalFechaField() fecha?: string;
}

export class AnticipoQuery extends DayQuery {
  @ApiPropertyOptional({ enum: ESTADOS_ANTICIPO }) @IsOptional() @IsIn(ESTADOS_ANTICIPO) estado?: string;
}

export class FacturaQuery extends DayQuery {
  @ApiPropertyOptional({ enum: TIPOS }) @IsOptional() @IsIn(TIPOS) tipo?: string;
  @ApiPropertyOptional({ enum: ESTADOS_FACTURA }) @IsOptional() @IsIn(ESTADOS_FACTURA) estado?: string;
}

export class SyncQuery extends DayQuery {
  @ApiPropertyOptional({ enum: ESTADOS_SYNC }) @IsOptional() @IsIn(ESTADOS_SYNC) estado?: string;
}
