import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsFieldsByType, IsLabelTemplate, IsTextMap, IsTypeMap, IsVatRate, texts } from './oppen.credentials.rules.js';
import { TIPOS, type Tipo } from './mapping/tipos.js';

export { OPPEN_FIELDS } from './oppen.credentials.fields.js';

/** How to sign in. Sealed in the database, never shown. */
export class OppenSecrets {
  @IsString() @IsNotEmpty() @MaxLength(100)
  username: string;

  @IsString() @MinLength(6) @MaxLength(200)
  password: string;
}

/**
 * How an invoice becomes one of Oppen's. The defaults are the specification's table; what tenants needed later is set here, one
 * value at a time (contract oppen §3).
 */
export class OppenMetadata {
  /** The tenant's name of the API in its addresses: `/genericapi/<api_name>/Invoice`. */
  @Matches(/^[\w-]{1,50}$/)
  api_name = 'ApiNg';

  /** Digits of the point of sale in OfficialSerNr. */
  @IsInt() @Min(4) @Max(8)
  pos_padding = 4;

  /** client: our sequence gives SerNr, as the specification; server: Oppen does. */
  @IsIn(['client', 'server'])
  sernr_mode: 'client' | 'server' = 'client';

  /** gross: the amount as it is; net: divided by 1 + vat_rate, for tenants that add VAT. */
  @IsIn(['gross', 'net'])
  price_mode: 'gross' | 'net' = 'gross';

  /** A share, decimal as text: 0.21. */
  @Transform(({ value }) => (typeof value === 'number' ? String(value) : (value as unknown))) @IsVatRate()
  vat_rate = '0.21';

  @IsInt() @Min(2) @Max(6)
  price_decimals = 2;

  /** 0: to be approved in Oppen; 1: approved. */
  @IsIn([0, 1])
  status: 0 | 1 = 0;

  @IsInt() @Min(0) @Max(365)
  payment_days = 30;

  /** Oppen refuses a due date before today (INVERTEDRANGEERR); with this it becomes today + payment_days. */
  @IsBoolean()
  due_date_not_in_past = false;

  @IsString() @IsNotEmpty() @MaxLength(50)
  cust_code = 'C00001';

  @Transform(texts) @IsTextMap()
  cust_code_by_shop: Record<string, string> = {};

  @IsString() @IsNotEmpty() @MaxLength(20)
  office = '100';

  @Transform(texts) @IsTypeMap()
  office_by_type: Partial<Record<Tipo, string>> = {};

  /** `{shop}` stands for the shop's name. */
  @IsLabelTemplate()
  label_template = 'Local|{shop}';

  @Transform(texts) @IsTextMap()
  label_by_shop: Record<string, string> = {};

  @IsString() @IsNotEmpty() @MaxLength(50)
  create_user = 'API';

  @IsString() @IsNotEmpty() @MaxLength(50)
  art_code = '271240051';

  @Transform(texts) @IsTypeMap()
  art_code_by_type: Partial<Record<Tipo, string>> = {};

  /** Further fields of the record by type; they win over ours. */
  @IsFieldsByType()
  fields_by_type: Partial<Record<Tipo, Record<string, unknown>>> = { Z: { InvoiceType: 0 }, A: { InvoiceType: 1 }, B: { InvoiceType: 2 }, CC: { InvoiceType: 3 } };

  /** Types that are sent. */
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(TIPOS, { each: true })
  types: Tipo[] = [...TIPOS];

  @IsOptional() @IsArray() @ArrayUnique() @IsString({ each: true })
  excluded_shops: string[] = [];
}
