import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsISO31661Alpha2, IsISO4217CurrencyCode, IsNotEmpty, IsString, IsUppercase, Matches, MaxLength } from 'class-validator';
import { IsGiven, says } from '../problems/index.js';
import { IsIanaZone } from './is-iana-zone.js';

const CODE = says({
  es: 'debe tener de 1 a 63 minúsculas, cifras, «-» o «_», y empezar por una letra o cifra',
  en: 'must have 1 to 63 lower-case letters, digits, "-" or "_", and start with a letter or digit',
});

/** What is absent takes the defaults of the database. */
export class CreateCompany {
  @ApiProperty({ example: 'cafe-del-valle' }) @Matches(/^[a-z0-9][a-z0-9_-]{0,62}$/, CODE) code: string;
  @ApiProperty() @IsString() @IsNotEmpty() @MaxLength(200) name: string;
  @ApiPropertyOptional({ default: 'CR', description: 'ISO 3166-1 alpha-2' }) @IsGiven() @IsUppercase() @IsISO31661Alpha2() country?: string;
  @ApiPropertyOptional({ default: 'America/Costa_Rica', description: 'IANA zone' }) @IsGiven() @IsIanaZone() timezone?: string;
  @ApiPropertyOptional({ default: 'CRC', description: 'ISO 4217' }) @IsGiven() @IsUppercase() @IsISO4217CurrencyCode() currency?: string;
}

/** The code is a key everywhere and never changes. */
export class UpdateCompany extends PartialType(OmitType(CreateCompany, ['code']), { skipNullProperties: false }) {}

export class CompanyAnswer {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty() country: string;
  @ApiProperty() timezone: string;
  @ApiProperty() currency: string;
  @ApiProperty() created_at: Date;
  @ApiProperty() updated_at: Date;
}

export class CompanyList {
  @ApiProperty({ type: [CompanyAnswer] }) data: CompanyAnswer[];
  @ApiProperty({ type: String, nullable: true }) next_cursor: string | null;
}
