import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDate, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { says } from '../../problems/index.js';
import { ROLE_NAMES, type Role } from '../roles.js';
import { GrantBody } from './grant.dto.js';
import { readInstant } from './read-instant.js';

const INSTANT = says({
  es: 'debe ser una fecha ISO 8601, con zona si lleva hora: 2030-12-31 o 2030-12-31T18:00:00-06:00',
  en: 'must be an ISO 8601 date, with a zone if it has a time: 2030-12-31 or 2030-12-31T18:00:00-06:00',
});

export class CreateApiKey extends GrantBody {
  @ApiProperty() @IsString() @IsNotEmpty() @MaxLength(200) name: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'Absent or null: it does not expire' })
  @IsOptional() @Transform(({ value }) => readInstant(value)) @IsDate(INSTANT)
  expires_at?: Date | null;
}

export class ApiKeyAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The eight characters to recognise the key by' }) prefix: string;
  @ApiProperty({ enum: ROLE_NAMES }) role: Role;
  @ApiProperty({ type: [String] }) companies: string[];
  @ApiProperty({ type: Date, nullable: true }) expires_at: Date | null;
  @ApiProperty({ type: Date, nullable: true }) revoked_at: Date | null;
  @ApiProperty({ type: Date, nullable: true }) last_used_at: Date | null;
  @ApiProperty() created_by: string;
  @ApiProperty() created_at: Date;
}

export class CreatedApiKey extends ApiKeyAnswer {
  @ApiProperty({ description: 'The key itself, shown this once' }) key: string;
}

export class ApiKeyList {
  @ApiProperty({ type: [ApiKeyAnswer] }) data: ApiKeyAnswer[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
