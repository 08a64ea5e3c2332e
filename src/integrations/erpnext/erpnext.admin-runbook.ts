import type { RunbookEntry } from '../../admin/runbooks.js';

/** The runbook of README.md, for the panel. */
export const ERPNEXT_RUNBOOK: readonly RunbookEntry[] = [
  { sign: ['Una caída que hizo fallar a muchas', 'An outage that failed many'], todo: ['Corrija la causa, selecciónelas en la lista de ejecuciones y reanúdelas. Lo que ya está en ERPNext se adopta.', 'Mend the cause, select them in the list of executions and resume them. What is in ERPNext already is adopted.'] },
  { codes: ['unauthorized', 'guest'], todo: ['La llave de esa instancia: corrija la credencial y reanude. Lo que esperaba sigue solo.', 'The key of that instance: correct the credential, then resume. What was held back goes on by itself.'] },
  { codes: ['forbidden'], todo: ['Dé al usuario de la API el rol que falta y reanude: se usa el borrador que ya está.', 'Give the API user the role that is missing and resume: the draft that is there is used.'] },
  { codes: ['LinkValidationError', 'MandatoryError', 'InvalidWarehouseCompany'], todo: ['Cree el maestro en ERPNext y reanude, o edite y reanude.', 'Create the master in ERPNext and resume, or edit and resume.'] },
  { codes: ['SerialNo*'], todo: ['La serie ya está en existencias, o no donde debería: mírela en ERPNext; edite las series mientras el paso 2 no esté hecho.', 'The serial number is in stock already, or not where it should be: look in ERPNext; edit the serial numbers while step 2 is not done.'] },
  { codes: ['serials_differ'], todo: ['El documento está validado con otras unidades. Cancele, averigüe por qué (v15 anterior a 2024 ignora el campo de texto) y reinicie.', 'The document is submitted with other units. Cancel, find out why (v15 before 2024 ignores the text field), restart.'] },
  { codes: ['OverAllowanceError'], todo: ['Alguien recibió esa orden a mano: cancele ese recibo, o esta ejecución.', 'Somebody received that order by hand: cancel that receipt, or this execution.'] },
  { codes: ['document_canceled', 'document_gone'], todo: ['Alguien canceló o borró un documento a mano: cancele el resto y reinicie.', 'Somebody cancelled or deleted a document by hand: cancel the rest, restart.'] },
  { codes: ['submitted_before_edit'], todo: ['Los datos anteriores sí se validaron: vuelva a ellos, o cancele y reinicie.', 'The old data were submitted after all: edit back to them, or cancel and restart.'] },
  { codes: ['not_ours'], todo: ['La instancia apunta a otro sitio que antes: corrija su «api_url» (o el campo clave, si alguien lo cambió) y reanude. No se tocó nada.', 'The instance points to another site than before: correct its "api_url" (or the key field, if somebody changed it), resume. Nothing was touched.'] },
  { codes: ['other_instance'], todo: ['Una escritura en la instancia anterior quedó sin respuesta: vuelva a esa instancia y reanude, o cancele y reinicie.', 'A write to the former instance was not answered: edit back to that instance and resume, or cancel and restart.'] },
  { codes: ['http_404', 'not_found'], todo: ['No responde Frappe sino algo delante: «api_url» equivocada, o el sitio detenido. Corríjalo y reanude.', 'Not Frappe but something before it answers: "api_url" wrong, or the site stopped. Mend it, resume.'] },
  { codes: ['LinkExistsError'], sign: ['erpnext.LinkExistsError al cancelar', 'erpnext.LinkExistsError while cancelling'], todo: ['Otro documento depende de él (¿una factura?): cancélelo en ERPNext y reanude.', 'Another document depends on it (an invoice?): cancel that in ERPNext, resume.'] },
  { codes: ['http_5*', 'network_*', 'http_408'], todo: ['ERPNext no respondió en ningún intento: cuando vuelva, reanude.', 'ERPNext was down for every try: once it is up, resume.'] },
  { codes: ['key_field_missing', 'key_field_not_unique'], todo: ['Cree el campo clave en ERPNext, único, como dice la página «Instancias», y reanude.', 'Make the key field in ERPNext, unique, as the page "Instances" says, then resume.'] },
  { codes: ['still_submitted'], sign: ['erpnext.still_submitted al reiniciar', 'erpnext.still_submitted on restart'], todo: ['Primero cancele.', 'Cancel first.'] },
];
