import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';
import { says } from '../../problems/index.js';

export const ENVIRONMENTS = ['sandbox', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;
const NAME_RULE = says({
  es: 'debe empezar por letra o número y tener hasta 63 letras, números, espacios, puntos o guiones',
  en: 'must start with a letter or digit and have up to 63 letters, digits, spaces, dots or dashes',
});
/** Left out is fine, null is not: these columns are never empty. */
const Given = () => ValidateIf((_, value) => value !== undefined);

export class CreateCredential {
  @ApiProperty({ example: 'alegra' }) @IsString() @MinLength(1) @MaxLength(63) integration: string;
  @ApiProperty({ description: 'Company code' }) @IsString() @MinLength(1) @MaxLength(63) company: string;
  @ApiPropertyOptional({ default: 'default', description: 'Chooses among several of one integration' })
  @Given() @IsString() @Matches(NAME, NAME_RULE) name?: string;
  @ApiProperty({ enum: ENVIRONMENTS }) @IsIn(ENVIRONMENTS) environment: Environment;
  @ApiPropertyOptional({ description: "The integration's address for the environment when left out" })
  @Given() @IsString() @MaxLength(2000) base_url?: string;
  @ApiProperty({ type: Object, description: 'By the integration. Never shown again.' }) @IsObject() secrets: Record<string, unknown>;
  @ApiPropertyOptional({ type: Object, description: 'By the integration' }) @Given() @IsObject() metadata?: Record<string, unknown>;
  @ApiPropertyOptional({ default: true }) @Given() @IsBoolean() active?: boolean;
}

export class UpdateCredential {
  @ApiPropertyOptional() @Given() @IsString() @Matches(NAME, NAME_RULE) name?: string;
  @ApiPropertyOptional({ enum: ENVIRONMENTS }) @Given() @IsIn(ENVIRONMENTS) environment?: Environment;
  @ApiPropertyOptional() @Given() @IsString() @MaxLength(2000) base_url?: string;
  @ApiPropertyOptional({ type: Object, description: 'Merged by key; null takes one away' }) @Given() @IsObject() secrets?: Record<string, unknown>;
  @ApiPropertyOptional({ type: Object, description: 'Merged by key; null takes one away' }) @Given() @IsObject() metadata?: Record<string, unknown>;
  @ApiPropertyOptional() @Given() @IsBoolean() active?: boolean;
}

export class CredentialQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) integration?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(63) company?: string;
  @ApiPropertyOptional({ description: 'next_cursor of the page before' }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(2_147_483_647) cursor?: number;
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 }) @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 50;
}

export class PauseBody {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(500) reason?: string;
}
