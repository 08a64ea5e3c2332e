import { Transform, Type } from 'class-transformer';
import { IsDefined, IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, Length, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { filled, IsActivityCode, IsIdentification, IsP12, ISSUER_TYPES, IsTokenUrl, padded, plainNumber, text } from './hacienda.credentials.rules.js';
import { RECEIPT_TOTALS, type ReceiptTotal } from './mapping/compute/totals.js';
import { POLICY_44 } from './signing/policy.js';

export { HACIENDA_FIELDS } from './hacienda.credentials.fields.js';

/** How to sign in to Hacienda's API, and the key that signs. Sealed in the database, never shown. */
export class HaciendaSecrets {
  /** The API user that the portal made: `cpj-3-101-123456@stag.comprobanteselectronicos.go.cr`. */
  @IsString() @IsNotEmpty() @MaxLength(200)
  username: string;

  @IsString() @MinLength(6) @MaxLength(200)
  password: string;

  /** The «llave criptográfica», whole, in base64. */
  @IsP12()
  p12_base64: string;

  /** Four digits at Hacienda; other authorities allow more. */
  @Transform(text) @IsString() @Length(4, 100)
  p12_pin: string;
}

/** Where the issuer is: codes of Hacienda's catalogue, as texts. */
export class LocationMetadata {
  @Transform(text) @Matches(/^[1-7]$/)
  province: string;

  @Transform(padded(2)) @Matches(/^\d\d$/)
  canton: string;

  @Transform(padded(2)) @Matches(/^\d\d$/)
  district: string;

  @IsOptional() @Transform(filled) @IsString() @Length(5, 50)
  neighbourhood?: string;

  /** Otras señas. */
  @IsString() @Length(5, 250)
  other: string;
}

/** Who issues, from where, and which of Hacienda's environments it goes to. */
export class HaciendaMetadata {
  /** Unset: the credential's own. */
  @IsOptional() @Transform(filled) @IsIn(['sandbox', 'production'])
  environment?: 'sandbox' | 'production';

  /** Unset: that of the environment. */
  @IsOptional() @Transform(filled) @IsTokenUrl()
  token_url?: string;

  /** Unset: that of the environment. */
  @IsOptional() @Transform(filled) @IsString() @MaxLength(50)
  client_id?: string;

  @Transform(padded(2)) @IsIn(ISSUER_TYPES)
  identification_type: string;

  @Transform(plainNumber) @IsIdentification()
  identification: string;

  @IsString() @Length(5, 100)
  name: string;

  @IsOptional() @Transform(filled) @IsString() @Length(3, 80)
  commercial_name?: string;

  @Transform(text) @IsActivityCode()
  activity_code: string;

  /** Who provides the software, as in the RUT. Unset: the issuer itself (own development). */
  @IsOptional() @Transform(filled) @Transform(plainNumber) @Matches(/^[\dA-Z]{9,20}$/)
  provider_system_id?: string;

  @IsDefined() @Type(() => LocationMetadata) @ValidateNested()
  location: LocationMetadata;

  @IsEmail() @MaxLength(160)
  email: string;

  @IsOptional() @Transform(filled) @Transform(text) @Matches(/^\+?[\d\s()-]{8,25}$/)
  phone?: string;

  /** Sucursal; 001 is the head office. */
  @Transform(padded(3)) @Matches(/^(?!000)\d{3}$/)
  branch = '001';

  @Transform(padded(5)) @Matches(/^(?!00000)\d{5}$/)
  terminal = '00001';

  /** The resolution that signatures name. Hacienda replaces its PDF in place: then its hash changes. */
  @IsTokenUrl()
  policy_identifier = POLICY_44.identifier;

  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  policy_hash = POLICY_44.hash;

  /** TotalComprobante of a receipt of payment, of which Hacienda's own texts disagree. */
  @IsIn(RECEIPT_TOTALS)
  rep_total: ReceiptTotal = 'with_tax';
}
