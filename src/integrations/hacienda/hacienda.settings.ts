import { IsBoolean, IsInt, IsObject, Max, Min, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { CompanySettings, UNITS, type CallLimits, type RetryPolicy, type SettingField, type SettingsDefinition } from '../../core/integration/index.js';
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

const field = (name: string, kind: SettingField['kind'], value: unknown, label: [string, string], help: [string, string], more: Partial<SettingField> = {}): SettingField => ({
  name, kind, default: value, label: { es: label[0], en: label[1] }, help: { es: help[0], en: help[1] }, ...more,
});
const counted = (unit: SettingField['unit'], min: number, max: number): Partial<SettingField> => ({ unit, range: { min, max } });

const FIELDS: readonly SettingField[] = [
  field('auto_polling_enabled', 'boolean', true, ['Consulta automática', 'Automatic polling'], ['Pregunta sola a Hacienda por los documentos enviados.', 'Asks Hacienda by itself about submitted documents.']),
  field('polling_interval', 'number', 15, ['Tiempo entre consultas', 'Time between polls'], ['Por documento.', 'Per document.'], counted(UNITS.minutes, 1, 1_440)),
  field('polling_max_hours', 'number', 24, ['Tiempo que se consulta', 'How long to keep polling'], ['Desde el envío; después se consulta a mano.', 'Since the submission; after that, by hand.'], counted(UNITS.hours, 1, 168)),
  field('polling_batch_size', 'number', 50, ['Lote de consulta', 'Polling batch'], ['Cuántos documentos se consultan por vuelta.', 'How many documents are asked about in one round.'], counted(UNITS.documents, 1, 500)),
  field('auto_retry_enabled', 'boolean', true, ['Reintento automático', 'Automatic retry'], ['Si se apaga, lo que falla espera a una persona.', 'When off, what fails waits for a person.']),
  field('max_retry_attempts', 'number', 5, ['Reintentos', 'Retries'], ['Además del primer intento; algunos errores tienen menos.', 'Besides the first attempt; some errors have fewer.'], counted(UNITS.attempts, 1, 10)),
  field('store_responses', 'boolean', true, ['Guardar respuestas', 'Store responses'], ['La respuesta definitiva de cada documento se guarda siempre con él.', 'The final answer is always kept with its document.']),
  field('response_retention_days', 'number', 90, ['Cuánto se guardan las respuestas', 'How long to keep responses'], ['Pasado el plazo se borran las intermedias.', 'After that the intermediate ones are removed.'], counted(UNITS.days, 1, 3_650)),
  field('batch_size', 'number', 50, ['Tamaño del lote', 'Batch size'], ['En operaciones masivas.', 'For bulk operations.'], counted(UNITS.documents, 1, 500)),
  field('batch_delay', 'number', 5, ['Espera entre lotes', 'Wait between batches'], ['En operaciones masivas y en la consulta automática.', 'For bulk operations and automatic polling.'], counted(UNITS.seconds, 0, 300)),
  field('max_concurrent_batches', 'number', 3, ['Lotes a la vez', 'Batches at once'], ['Cada lote va de uno en uno: también es cuántas llamadas salen a la vez de cada proceso.', 'Each batch goes one by one: this is also how many calls leave each process at once.'], counted(UNITS.batches, 1, 20)),
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
  ], { range: { min: 1, max: LAST } }),
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
