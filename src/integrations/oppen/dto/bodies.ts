import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';
import { ESTADOS_ANTICIPO, type EstadoAnticipo } from '../entities/anticipo.entity.js';
import { ESTADOS_FACTURA, type EstadoFactura } from '../mapping/tipos.js';
import { FechaField, MontoField, MotivoField, NombreField, OptionalMontoField } from './fields.js';

class OfCompany {
  @ApiPropertyOptional({ description: "left out: the caller's only company, else `default`" }) @IsGiven() @IsString() @MaxLength(63) company?: string;
}

export class LocalBody extends OfCompany {
  @NombreField() nombre: string;
}

/** A shop's day. */
export class DayBody extends OfCompany {
  @NombreField() local: string;
  @FechaField() fecha: string;
}

export class AnticipoBody extends DayBody {
  @MontoField() monto: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsGiven() @IsString() @MaxLength(500) descripcion?: string;
  @ApiPropertyOptional({ enum: ESTADOS_ANTICIPO, default: 'pendiente' }) @IsGiven() @IsIn(ESTADOS_ANTICIPO) estado?: EstadoAnticipo;
}

export class AnticipoChange {
  @ApiProperty({ enum: ESTADOS_ANTICIPO }) @IsIn(ESTADOS_ANTICIPO) estado: EstadoAnticipo;
}

export class FacturaChange {
  @OptionalMontoField() monto?: string;
  @ApiPropertyOptional({ enum: ESTADOS_FACTURA }) @IsGiven() @IsIn(ESTADOS_FACTURA) estado?: EstadoFactura;
}

export class UnmarkBody extends DayBody {
  @MotivoField() motivo: string;
}
