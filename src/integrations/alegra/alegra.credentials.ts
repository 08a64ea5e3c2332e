import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import {
  ALEGRA_ID_MODES, countryCode, filled, GENERIC_CONTACT_MODES, idText, idTexts, INVOICE_STATUSES, IsCountry, IsDecimal, IsId, IsIdMap,
  IsMethod, IsMethodMap,
} from './alegra.credentials.rules.js';

export { ALEGRA_FIELDS } from './alegra.credentials.fields.js';

/** How to sign in to Alegra, and how ERPNext signs in to us. Sealed in the database, never shown. */
export class AlegraSecrets {
  /** E-mail of the Alegra user that owns the token. */
  @IsEmail({ require_tld: false })
  email: string;

  /** API token of that user (Alegra → Configuración → API). */
  @IsString() @MinLength(1)
  token: string;

  /** Secret of the ERPNext Webhook; its deliveries are signed with it. Without it deliveries need an API key. */
  @IsOptional() @Transform(filled) @IsString() @MinLength(8)
  webhook_secret?: string;
}


/** `credit-card`, `CARD`, or both vocabularies side by side. */
export type MethodSetting = string | { payment?: string; invoice?: string };

/** How documents of one company become documents of its Alegra account. `ALEGRA_FIELDS` explains every key to people. */
export class AlegraMetadata {
  @IsOptional() @Transform(countryCode) @IsCountry()
  country?: string;

  @Transform(idTexts) @IsIdMap()
  payment_account_map: Record<string, string> = {};

  @IsMethodMap()
  payment_method_map: Record<string, MethodSetting> = {};

  @IsOptional() @Transform(idText) @IsId()
  default_payment_account_id?: string;

  @IsOptional() @Transform(filled) @IsMethod()
  default_payment_method?: string;

  @IsOptional() @Transform(filled) @IsMethod()
  default_payment_method_key?: string;

  @Transform(idTexts) @IsIdMap()
  item_map: Record<string, string> = {};

  @IsOptional() @Transform(idText) @IsId()
  default_item_id?: string;

  @Transform(idTexts) @IsIdMap()
  charge_item_map: Record<string, string> = {};

  @Transform(idTexts) @IsIdMap()
  tax_map: Record<string, string> = {};

  @IsOptional() @Transform(idText) @IsId()
  number_template_id?: string;

  @IsOptional() @Transform(filled) @IsString() @MaxLength(20)
  number_template_prefix?: string;

  @IsOptional() @Transform(idText) @IsId()
  number_template_next?: string;

  @Transform(idTexts) @IsIdMap()
  number_template_map: Record<string, string> = {};

  @IsOptional() @Transform(idText) @IsId()
  credit_note_number_template_id?: string;

  @IsString() @MinLength(1) @MaxLength(60)
  generic_identification_type: string = 'OTHER';

  @ValidateIf((metadata: AlegraMetadata) => metadata.generic_contact_mode === 'always' || metadata.generic_contact_id !== undefined)
  @Transform(idText) @IsId()
  generic_contact_id?: string;

  @IsIn(GENERIC_CONTACT_MODES)
  generic_contact_mode: (typeof GENERIC_CONTACT_MODES)[number] = 'auto';

  @IsIn(ALEGRA_ID_MODES)
  custom_alegra_id_mode: (typeof ALEGRA_ID_MODES)[number] = 'verify';

  @IsString() @MaxLength(40)
  missing_last_name: string = '.';

  @IsObject()
  contact_defaults: Record<string, unknown> = {};

  @IsObject()
  invoice_defaults: Record<string, unknown> = {};

  @IsIn(INVOICE_STATUSES)
  invoice_status: (typeof INVOICE_STATUSES)[number] = 'open';

  @IsBoolean()
  generate_stamp: boolean = false;

  @IsBoolean()
  credit_note_refunds: boolean = false;

  @Transform(idText) @IsDecimal()
  total_tolerance: string = '0.01';
}
