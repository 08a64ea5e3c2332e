import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsGiven } from '../../../core/problems/index.js';

export class CreateInstance {
  @ApiProperty({ description: 'Unique within the company' }) @IsString() @MinLength(1) @MaxLength(63) name: string;
  @ApiProperty({ example: 'https://erp.example.com' }) @IsString() @MaxLength(2000) api_url: string;
  @ApiProperty() @IsString() @MinLength(1) @MaxLength(255) api_key: string;
  @ApiProperty() @IsString() @MinLength(1) @MaxLength(255) api_secret: string;
  @ApiPropertyOptional({ description: 'Company code; the caller’s own when left out' }) @IsGiven() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional() @IsGiven() @IsString() @MaxLength(63) transfer_key_field?: string;
  @ApiPropertyOptional({ type: Object }) @IsGiven() @IsObject() item_map?: Record<string, Record<string, string>>;
  @ApiPropertyOptional() @IsGiven() @IsInt() server_timeout_seconds?: number;
}

export class InstanceQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional() @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 50, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}
