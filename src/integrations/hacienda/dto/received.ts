import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsGiven, says } from '../../../core/problems/index.js';
import { RECEIVED_STATES } from '../entities/hacienda-received-document.entity.js';
import { PageQuery } from './queries.js';

export class ReceivedBody {
  @ApiPropertyOptional({ description: "left out: the caller's only company, else `default`" }) @IsGiven() @IsString() @MaxLength(63) company?: string;
  @ApiProperty({ description: 'the XML as the supplier sent it, in base64' })
  @Matches(/^[A-Za-z0-9+/\s]+={0,2}\s*$/, says({ es: 'debe ser el XML en base64', en: 'must be the XML in base64' })) @MinLength(4)
  xml_base64: string;
}

export class ReceivedQuery extends PageQuery {
  @ApiPropertyOptional({ enum: RECEIVED_STATES }) @IsOptional() @IsIn(RECEIVED_STATES) state?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(50) clave?: string;
  @ApiPropertyOptional({ description: 'identification of who issued it' }) @IsOptional() @IsString() @MaxLength(20) issuer?: string;
}
