import { type Fields, fieldsOf, findById, idOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import type { AlegraState, DocumentNumber, NumberTemplate } from './state.js';

export interface NumberChoice {
  template: NumberTemplate;
  /** Set when the caller chose the number (manual numbering). */
  manual: string | null;
}

/** Which numbering a document takes: `{id}`, `{prefix?, number}` for a manual one, else the default. */
export function chooseNumber(state: AlegraState, wanted: unknown, documentType: NumberTemplate['documentType'], date: string): NumberChoice {
  const template = templateOf(state, wanted, documentType);
  if (template.status !== 'active') invalid(`La numeración ${template.name} está inactiva`);
  if (template.endDate && date > template.endDate) invalid(`La numeración ${template.name} venció el ${template.endDate}`);
  if (template.autoincrement) {
    checkRange(template, nextFree(state, template));
    return { template, manual: null };
  }
  const number = textOf(fieldsOf(wanted).number) ?? invalid(`La numeración ${template.name} es manual: el número es obligatorio`);
  if (!/^\d+$/.test(number)) invalid(`El número ${number} no es válido`);
  checkRange(template, Number(number));
  return { template, manual: number };
}

/** Refuses a manual number that another document has. */
export function checkUnused(state: AlegraState, { template, manual }: NumberChoice, ownId?: string): void {
  if (manual !== null && isUsed(state, template, manual, ownId)) invalid(`El número ${template.prefix}${manual} ya ha sido utilizado`);
}

/** Takes the number. A draft has none of its own yet, except one chosen by hand. */
export function takeNumber(state: AlegraState, { template, manual }: NumberChoice, isDraft: boolean): DocumentNumber {
  const numbering = { templateId: template.id, prefix: template.prefix };
  if (manual !== null || isDraft) return { ...numbering, number: manual };
  const number = nextFree(state, template);
  template.nextInvoiceNumber = number + 1;
  return { ...numbering, number: String(number) };
}

export function viewNumber(state: AlegraState, { templateId, prefix, number }: DocumentNumber): Fields {
  const { isElectronic } = findById(state.numberTemplates, templateId)!;
  return { id: templateId, prefix, number, fullNumber: number === null ? null : prefix + number, isElectronic };
}

function templateOf(state: AlegraState, wanted: unknown, documentType: string): NumberTemplate {
  const ofType = state.numberTemplates.filter((template) => template.documentType === documentType);
  const id = idOf(wanted);
  if (id !== null) return findById(ofType, id) ?? invalid(`La numeración con id ${id} no existe`);
  const { prefix, number } = fieldsOf(wanted);
  if (prefix === undefined && number === undefined) return ofType.find(({ isDefault }) => isDefault) ?? invalid('No hay una numeración preferida');
  const manual = ofType.filter((template) => !template.autoincrement && (prefix === undefined || template.prefix === prefix));
  return manual[0] ?? invalid(`No existe una numeración manual con el prefijo ${String(prefix)}`);
}

function nextFree(state: AlegraState, template: NumberTemplate): number {
  let number = template.nextInvoiceNumber;
  while (isUsed(state, template, String(number))) number += 1;
  return number;
}

function isUsed(state: AlegraState, template: NumberTemplate, number: string, ownId?: string): boolean {
  const documents = template.documentType === 'invoice' ? state.invoices : state.creditNotes;
  const wanted = plain(number);
  return documents.some(({ id, numbering }) => numbering.number !== null && plain(numbering.number) === wanted && numbering.prefix === template.prefix && id !== ownId);
}

/** `0042` is the number 42. */
const plain = (number: string): string => (number.startsWith('0') ? number.replace(/^0+(?=\d)/, '') : number);

function checkRange({ name, minInvoiceNumber: min, maxInvoiceNumber: max }: NumberTemplate, number: number): void {
  if ((min !== null && number < min) || (max !== null && number > max)) invalid(`El número ${number} está fuera del rango de la numeración ${name}`);
}
