import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { LOCALES, type Locale } from '../../i18n/index.js';
import { IsGiven } from '../../problems/index.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../passwords.js';
import { ROLE_NAMES, type Role } from '../roles.js';
import { GrantBody } from './grant.dto.js';

export class CreateUser extends GrantBody {
  @ApiProperty({ example: 'ana@cafedelvalle.example' }) @IsEmail({ require_tld: false }) @MaxLength(254) email: string;
  @ApiProperty() @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @ApiProperty({ minLength: SHORTEST_PASSWORD, writeOnly: true }) @IsString() @MinLength(SHORTEST_PASSWORD) @MaxLength(LONGEST_PASSWORD) password: string;
  @ApiPropertyOptional({ enum: LOCALES }) @IsGiven() @IsIn(LOCALES) locale?: Locale;
  @ApiPropertyOptional({ default: true }) @IsGiven() @IsBoolean() active?: boolean;
}

export class UpdateUser extends PartialType(CreateUser, { skipNullProperties: false }) {}

export class UserAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLE_NAMES }) role: Role;
  @ApiProperty({ type: [String] }) companies: string[];
  @ApiProperty({ enum: LOCALES }) locale: string;
  @ApiProperty() active: boolean;
  @ApiProperty({ type: Date, nullable: true }) last_login_at: Date | null;
  @ApiProperty() created_at: Date;
  @ApiProperty() updated_at: Date;
}

export class UserList {
  @ApiProperty({ type: [UserAnswer] }) data: UserAnswer[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
