import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import type { ActorType } from './audit-log.entity.js';

export class AuditQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) subject_type?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(300) subject_id?: string;
  @ApiPropertyOptional({ example: 'user.updated' }) @IsOptional() @IsString() @MaxLength(100) action?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @IsUUID() cursor?: string;
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class AuditRow {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() at: Date;
  @ApiProperty({ type: String, nullable: true }) company: string | null;
  @ApiProperty({ enum: ['user', 'api_key', 'cli', 'system'] }) actor_type: ActorType;
  @ApiProperty({ type: String, nullable: true }) actor_id: string | null;
  @ApiProperty() actor_name: string;
  @ApiProperty({ example: 'user.updated' }) action: string;
  @ApiProperty() subject_type: string;
  @ApiProperty() subject_id: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: Object, nullable: true }) before: unknown;
  @ApiProperty({ type: Object, nullable: true }) after: unknown;
  @ApiProperty({ type: String, nullable: true }) ip: string | null;
}

export class AuditPage {
  @ApiProperty({ type: [AuditRow] }) data: AuditRow[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
