import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { says } from '../../core/problems/index.js';

export { FOURGEEKS_FIELDS, HOLDED_FIELDS, NOTION_FIELDS } from './devengo.credentials.fields.js';

const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const aUuid = says({ es: 'debe ser el identificador de Notion: 32 cifras hexadecimales', en: 'must be Notion’s id: 32 hexadecimal digits' });
const emptyIsNone = ({ value }: { value: unknown }): unknown => (value === '' || value === null ? undefined : value);
const numbers = ({ value }: { value: unknown }): unknown => (Array.isArray(value) ? value.map((each: unknown) => (typeof each === 'string' && /^\d+$/.test(each) ? Number(each) : each)) : value);

/** Keys of the API v1: a token of v2 is another thing. */
export class HoldedSecrets {
  @IsString() @MinLength(8) @MaxLength(255)
  api_key: string;
}

/** Which sales channels are courses. The defaults are those of the original. */
export class HoldedMetadata {
  @IsString() @Matches(/^\d{0,8}$/)
  service_account_prefix: string = '7050';

  @IsArray() @ArrayUnique() @IsString({ each: true }) @MaxLength(50, { each: true })
  service_name_prefixes: string[] = ['ES', 'EU'];
}

/** A permanent token of an academy. */
export class FourgeeksSecrets {
  @IsString() @MinLength(8) @MaxLength(255)
  token: string;
}

export class FourgeeksMetadata {
  @Transform(numbers) @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsInt({ each: true }) @Min(1, { each: true }) @Max(2_147_483_647, { each: true })
  academies: number[];

  /** Slugs that are no teaching of ours; `*` stands for anything. */
  @IsArray() @ArrayUnique() @IsString({ each: true }) @IsNotEmpty({ each: true }) @MaxLength(100, { each: true })
  ignored_cohorts: string[] = ['yomequedoencasa', '*-pt-general'];

  /** Days of preparation before the kick-off that count as teaching, by service type: `{"FS": 14}`. */
  @IsObject()
  prework_days: Record<string, number> = {};
}

export class NotionSecrets {
  @IsString() @MinLength(8) @MaxLength(255)
  token: string;
}

export class NotionMetadata {
  @IsString() @Matches(UUID, aUuid)
  database_id: string;

  @IsOptional() @Transform(emptyIsNone) @IsString() @Matches(UUID, aUuid)
  data_source_id?: string;
}
