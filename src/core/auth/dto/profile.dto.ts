import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { LOCALES, type Locale } from '../../i18n/index.js';
import { IsGiven } from '../../problems/index.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../passwords.js';
import { ROLE_NAMES, type Role } from '../roles.js';

export class UpdateProfile {
  @ApiPropertyOptional() @IsGiven() @IsString() @IsNotEmpty() @MaxLength(200) name?: string;
  @ApiPropertyOptional({ enum: LOCALES }) @IsGiven() @IsIn(LOCALES) locale?: Locale;
}

export class ChangePassword {
  @ApiProperty({ writeOnly: true }) @IsString() @IsNotEmpty() @MaxLength(LONGEST_PASSWORD) current: string;
  @ApiProperty({ writeOnly: true, minLength: SHORTEST_PASSWORD }) @IsString() @MinLength(SHORTEST_PASSWORD) @MaxLength(LONGEST_PASSWORD) password: string;
}

export class ProfileAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLE_NAMES }) role: Role;
  @ApiProperty({ type: [String] }) companies: string[];
  @ApiProperty({ enum: LOCALES }) locale: string;
  @ApiProperty({ type: Date, nullable: true }) last_login_at: Date | null;
}

export class SessionAnswer {
  @ApiProperty({ description: 'Tells sessions apart; signs nobody in' }) id: string;
  @ApiProperty({ description: 'The one that asks' }) current: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'User-Agent of its sign-in' }) device: string | null;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
  @ApiProperty({ type: Date, nullable: true }) started_at: Date | null;
  @ApiProperty() last_seen_at: Date;
}

export class SessionList {
  @ApiProperty({ type: [SessionAnswer] }) data: SessionAnswer[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}

export class SessionsEnded {
  @ApiProperty() ended: number;
}
