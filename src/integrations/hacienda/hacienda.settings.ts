import { IsBoolean, IsInt, IsObject, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { CompanySettings, type CallLimits, type RetryPolicy, type SettingField, type SettingsDefinition } from '../../core/integration/index.js';
import { IsGiven, says } from '../../core/problems/index.js';

const NUMBERING = /^\d{3}-\d{5}-(0[1-9]|10)$/;
const LAST = 9_999_999_999;

@ValidatorConstraint({ name: 'numberings' })
class AreNumberings implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return Object.entries((value ?? {}) as object).every(([key, next]) => NUMBERING.test(key) && Number.isInteger(next) && next >= 1 && next <= LAST);
  }
}

@ValidatorConstraint({ name: 'cabys' })
class AreCabys implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return Object.values((value ?? {}) as object).every((cabys) => typeof cabys === 'string' && /^\d{13}$/.test(cabys));
  }
}

/** What a company may set, by the specification's names without their prefix. */
export class HaciendaSettings extends CompanySettings {
  @IsGiven() @IsBoolean() auto_polling_enabled?: boolean;
  @IsGiven() @IsInt() @Min(1) @Max(1_440) polling_interval?: number;
  @IsGiven() @IsInt() @Min(1) @Max(168) polling_max_hours?: number;
  @IsGiven() @IsInt() @Min(1) @Max(500) polling_batch_size?: number;
  @IsGiven() @IsBoolean() auto_retry_enabled?: boolean;
  @IsGiven() @IsInt() @Min(1) @Max(10) max_retry_attempts?: number;
  @IsGiven() @IsBoolean() store_responses?: boolean;
  @IsGiven() @IsInt() @Min(1) @Max(3_650) response_retention_days?: number;
  @IsGiven() @IsInt() @Min(1) @Max(500) batch_size?: number;
  @IsGiven() @IsInt() @Min(0) @Max(300) batch_delay?: number;
  @IsGiven() @IsInt() @Min(1) @Max(20) max_concurrent_batches?: number;
  @IsGiven() @IsBoolean() email_on_acceptance?: boolean;
  @IsGiven() @IsBoolean() issue_accepted_invoices?: boolean;
  @IsGiven() @IsObject()
  @Validate(AreCabys, says({ es: 'debe decir «código del artículo»: CABYS de 13 dígitos, como {"INST-TV": "8314100000000"}', en: 'must say "item code": CABYS of 13 digits, such as {"INST-TV": "8314100000000"}' }))
  item_cabys?: Record<string, string>;
  @IsGiven() @IsObject()
  @Validate(AreNumberings, says({ es: 'debe decir «sucursal-terminal-tipo»: número desde 1, como {"001-00001-01": 1501}', en: 'must say "branch-terminal-type": number from 1, such as {"001-00001-01": 1501}' }))
  next_numbers?: Record<string, number>;
}

const field = (name: string, kind: SettingField['kind'], value: unknown, label: [string, string], help: [string, string]): SettingField => ({
  name, kind, default: value, label: { es: label[0], en: label[1] }, help: { es: help[0], en: help[1] },
});

const FIELDS: readonly SettingField[] = [
  field('auto_polling_enabled', 'boolean', true, ['Consulta automática', 'Automatic polling'], ['Pregunta sola a Hacienda por los documentos enviados.', 'Asks Hacienda by itself about submitted documents.']),
  field('polling_interval', 'number', 15, ['Minutos entre consultas', 'Minutes between polls'], ['De 1 a 1440, por documento.', '1 to 1440, per document.']),
  field('polling_max_hours', 'number', 24, ['Horas que se consulta', 'Hours to keep polling'], ['De 1 a 168 desde el envío; después se consulta a mano.', '1 to 168 since the submission; after that, by hand.']),
  field('polling_batch_size', 'number', 50, ['Documentos por lote de consulta', 'Documents per polling batch'], ['De 1 a 500.', '1 to 500.']),
  field('auto_retry_enabled', 'boolean', true, ['Reintento automático', 'Automatic retry'], ['Si se apaga, lo que falla espera a una persona.', 'When off, what fails waits for a person.']),
  field('max_retry_attempts', 'number', 5, ['Reintentos', 'Retries'], ['De 1 a 10; algunos errores tienen menos.', '1 to 10; some errors have fewer.']),
  field('store_responses', 'boolean', true, ['Guardar respuestas', 'Store responses'], ['La respuesta definitiva de cada documento se guarda siempre con él.', 'The final answer is always kept with its document.']),
  field('response_retention_days', 'number', 90, ['Días que se guardan las respuestas', 'Days to keep responses'], ['De 1 a 3650.', '1 to 3650.']),
  field('batch_size', 'number', 50, ['Documentos por lote', 'Batch size'], ['De 1 a 500, en operaciones masivas.', '1 to 500, for bulk operations.']),
  field('batch_delay', 'number', 5, ['Segundos entre lotes', 'Seconds between batches'], ['De 0 a 300.', '0 to 300.']),
  field('max_concurrent_batches', 'number', 3, ['Lotes a la vez', 'Batches at once'], ['De 1 a 20. Cada lote va de uno en uno: es también cuántas llamadas salen a la vez de cada proceso.', '1 to 20. Each batch goes one by one: this is also how many calls leave each process at once.']),
  field('email_on_acceptance', 'boolean', true, ['Correo al aceptarse', 'E-mail on acceptance'], ['Envía al receptor el XML, la respuesta y el PDF (hace falta SMTP_URL).', 'Sends the receiver the XML, the answer and the PDF (needs SMTP_URL).']),
  field('issue_accepted_invoices', 'boolean', false, ['Emitir lo aceptado en otra integración', 'Issue what another integration accepted'], [
    'La factura que otra integración (Alegra) ya registró se firma y se envía sola a Hacienda, una vez por documento de origen.',
    'An invoice that another integration (Alegra) has taken in is signed and sent to Hacienda by itself, once per source document.',
  ]),
  field('item_cabys', 'map', {}, ['CABYS por artículo', 'CABYS by item'], [
    'Código CABYS de los artículos que llegan sin él de otra integración: {"INST-TV": "8314100000000"}.',
    'CABYS code of items that come without one from another integration: {"INST-TV": "8314100000000"}.',
  ]),
  field('next_numbers', 'map', {}, ['Numeración desde', 'Numbering from'], [
    'Próximo consecutivo por «sucursal-terminal-tipo», para seguir la numeración de otro sistema: {"001-00001-01": 1501}. Nunca retrocede.',
    'Next number by "branch-terminal-type", to go on where another system stopped: {"001-00001-01": 1501}. It never goes back.',
  ]),
];

export const HACIENDA_SETTINGS: SettingsDefinition = {
  type: HaciendaSettings,
  fields: FIELDS,
  policy(policy: RetryPolicy, { auto_retry_enabled, max_retry_attempts }: HaciendaSettings): RetryPolicy {
    if (auto_retry_enabled === false) return { ...policy, maxAttempts: 1 };
    return typeof max_retry_attempts === 'number' ? { ...policy, maxAttempts: max_retry_attempts + 1 } : policy;
  },
  limits: (limits: CallLimits, set): CallLimits => ({ ...limits, concurrency: haciendaSettings(set).max_concurrent_batches }),
};

const DEFAULTS = Object.fromEntries(FIELDS.map(({ name, default: value }) => [name, value]));

/** What counts for a company, from what it has stored; unknown names are left out. */
export const haciendaSettings = (stored: unknown): Required<Omit<HaciendaSettings, keyof CompanySettings>> =>
  ({ ...DEFAULTS, ...(stored as object | undefined) }) as Required<Omit<HaciendaSettings, keyof CompanySettings>>;
