import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateBy } from 'class-validator';
import type { CredentialField } from '../../core/integration/index.js';
import { says } from '../../core/problems/index.js';

/** The key of an ERPNext user. Sealed in the database, never shown. */
export class ErpnextSecrets {
  @IsString() @MinLength(1) @MaxLength(255)
  api_key: string;

  @IsString() @MinLength(1) @MaxLength(255)
  api_secret: string;
}

/** Item codes of one ERPNext and what the other calls them. */
export type ItemMap = Readonly<Record<string, string>>;

/** How the workflow works with one instance. `ERPNEXT_FIELDS` explains every key to people. */
export class ErpnextMetadata {
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === '' || value === null ? undefined : value))
  @Matches(/^[a-z][a-z0-9_]{0,60}$/, says({ es: 'debe ser el nombre interno de un campo (minúsculas, números y _)', en: 'must be a field name (lower case, digits and _)' }))
  transfer_key_field?: string;

  @IsItemMaps()
  item_map: Record<string, ItemMap> = {};

  @IsInt() @Min(1) @Max(600)
  server_timeout_seconds: number = 120;
}

type Text = CredentialField['label'];
const field = (name: string, kind: CredentialField['kind'], label: Text, help: Text, rest: Partial<CredentialField> = {}): CredentialField =>
  ({ name, kind, label, help, required: false, ...rest });

export const ERPNEXT_FIELDS: readonly CredentialField[] = [
  field('api_key', 'secret', { es: 'API Key', en: 'API key' }, { es: 'En ERPNext: Usuario → Configuración → Acceso a la API → Generar claves.', en: 'In ERPNext: User → Settings → API access → Generate keys.' }, { required: true }),
  field('api_secret', 'secret', { es: 'API Secret', en: 'API secret' }, { es: 'Se muestra una sola vez, al generar las claves.', en: 'Shown only once, when the keys are generated.' }, { required: true }),
  field('transfer_key_field', 'text',
    { es: 'Campo de la clave', en: 'Key field' },
    {
      es: 'Campo único de orden, recibo y nota donde se guarda la clave del flujo. Vacío: se usa custom_transfer_key si el sitio lo tiene; si no, un campo estándar.',
      en: 'Unique field of order, receipt and note that holds the workflow’s key. Empty: custom_transfer_key when the site has it, else a standard field.',
    }),
  field('item_map', 'map',
    { es: 'Códigos de artículo', en: 'Item codes' },
    {
      es: 'Cuando esta instancia recibe: por número de la instancia de origen (o "*"), código de allá → código de aquí. {"1": {"PIN-5000": "PIN5K"}}.',
      en: 'When this instance receives: by the number of the sending instance (or "*"), its code → the code here. {"1": {"PIN-5000": "PIN5K"}}.',
    },
    { default: {} }),
  field('server_timeout_seconds', 'number',
    { es: 'Tiempo máximo del servidor', en: 'Server timeout' },
    {
      es: 'Segundos que el servidor de ERPNext puede tardar en guardar (gunicorn y nginx: 120). Tras perder la conexión no se repite nada antes.',
      en: 'Seconds the ERPNext server may take to save (gunicorn and nginx: 120). After a lost connection nothing is repeated before.',
    },
    { default: 120 }),
];

function IsItemMaps(): PropertyDecorator {
  const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isCode = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  const validate = (value: unknown): boolean => isFields(value) && Object.entries(value).every(([from, codes]) => /^(\*|\d{1,10})$/.test(from) && isFields(codes) && Object.values(codes).every(isCode));
  return ValidateBy({ name: 'isItemMaps', validator: { validate } }, says({
    es: 'debe ser {"<número de instancia o *>": {"código de origen": "código de destino"}}',
    en: 'must be {"<instance number or *>": {"code there": "code here"}}',
  }));
}
