import { invalid } from './refusals.js';
import { fieldsOf, findById } from './read.js';
import type { AlegraState, NumberTemplate, SalesDocument, Stamp } from './state.js';

/** `stamp: {generateStamp: true}` asks for the electronic document at once. */
export function wantsStamp(body: Record<string, unknown>): boolean {
  return fieldsOf(body.stamp).generateStamp === true;
}

export function checkStampable(template: NumberTemplate, status: string): void {
  if (!template.isElectronic) invalid('La numeración no es válida para facturación electrónica');
  if (status !== 'open') invalid('Sólo se puede emitir electrónicamente un documento abierto');
}

export function accepted(): Stamp {
  return { emissionStatus: 'STAMPED_AND_ACCEPTED', legalStatus: 'ACCEPTED', date: new Date().toISOString() };
}

/** A stamped document is immutable: the way back is a credit note. */
export function checkUnstamped(document: SalesDocument, action: string): void {
  if (document.stamp) invalid(`El documento ya fue emitido electrónicamente y no se puede ${action}`);
}

export function templateOfDocument(state: AlegraState, document: SalesDocument): NumberTemplate {
  return findById(state.numberTemplates, document.numbering.templateId)!;
}
