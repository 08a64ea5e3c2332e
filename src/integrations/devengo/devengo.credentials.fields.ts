import type { CredentialField } from '../../core/integration/index.js';

type Text = CredentialField['label'];
const field = (name: string, kind: CredentialField['kind'], label: Text, help: Text, rest: Partial<CredentialField> = {}): CredentialField =>
  ({ name, kind, label, help, required: false, ...rest });

export const HOLDED_FIELDS: readonly CredentialField[] = [
  field('api_key', 'secret', { es: 'API Key', en: 'API key' },
    { es: 'En Holded: Configuración → Desarrolladores → API. Es la clave de la API v1; un token de la v2 no sirve.', en: 'In Holded: Settings → Developers → API. The key of API v1; a token of v2 does not work.' }, { required: true }),
  field('service_account_prefix', 'text', { es: 'Cuentas de servicios', en: 'Service accounts' },
    { es: 'Con qué empieza la cuenta contable de los canales de venta que son cursos. Vacío: todas.', en: 'How the accounts of the sales channels that are courses begin. Empty: all.' }, { default: '7050' }),
  field('service_name_prefixes', 'list', { es: 'Nombres de servicios', en: 'Service names' },
    { es: 'Con qué empieza el nombre de los canales que son cursos. Lista vacía: todos.', en: 'How the names of the channels that are courses begin. Empty list: all.' }, { default: ['ES', 'EU'] }),
];

export const FOURGEEKS_FIELDS: readonly CredentialField[] = [
  field('token', 'secret', { es: 'Token', en: 'Token' },
    { es: 'Token permanente de la academia, con permisos read_student, read_member y read_all_cohort.', en: 'Permanent token of the academy, with read_student, read_member and read_all_cohort.' }, { required: true }),
  field('academies', 'list', { es: 'Academias', en: 'Academies' },
    { es: 'Números de las academias que se leen: [6, 7].', en: 'Numbers of the academies that are read: [6, 7].' }, { required: true }),
  field('ignored_cohorts', 'list', { es: 'Cohortes que no cuentan', en: 'Cohorts that do not count' },
    { es: 'Slugs que no son un curso vendido; * vale por cualquier texto.', en: 'Slugs that are no course sold; * stands for any text.' }, { default: ['yomequedoencasa', '*-pt-general'] }),
  field('prework_days', 'map', { es: 'Días de preparación', en: 'Days of preparation' },
    { es: 'Días antes del inicio que ya cuentan, por tipo de servicio: {"FS": 14}. El sistema anterior usaba 14 en FS y DS.', en: 'Days before the kick-off that count already, by service type: {"FS": 14}. The former system used 14 for FS and DS.' }, { default: {} }),
];

export const NOTION_FIELDS: readonly CredentialField[] = [
  field('token', 'secret', { es: 'Token', en: 'Token' },
    { es: 'Token de la integración interna (ntn_… o secret_…). Comparta la base de clientes con ella.', en: 'Token of the internal integration (ntn_… or secret_…). Share the clients’ database with it.' }, { required: true }),
  field('database_id', 'text', { es: 'Base de clientes', en: 'Clients’ database' },
    { es: 'Identificador de la base: las 32 cifras de su dirección.', en: 'Id of the database: the 32 digits in its address.' }, { required: true }),
  field('data_source_id', 'text', { es: 'Origen de datos', en: 'Data source' },
    { es: 'Sólo si la base tiene más de uno.', en: 'Only when the database has more than one.' }),
];
