import type { RunbookEntry } from '../../admin/runbooks.js';

/** The runbook of README.md, for the panel. */
export const ALEGRA_RUNBOOK: readonly RunbookEntry[] = [
  { codes: ['item_unmapped', 'tax_unmapped', 'payment_unmapped', 'charge_unmapped'], todo: ['Agregue el código que se nombra al mapa de la credencial y reenvíe.', 'Add the named code to the map of the credential, then resend.'] },
  { codes: ['document_invalid'], todo: ['Son varios problemas a la vez, cada uno nombrado en el mensaje: corríjalos todos y reenvíe una vez.', 'Several problems at once, each named in the message: mend them all and resend once.'] },
  { codes: ['missing', 'customer_name_missing', 'not_an_object'], todo: ['A la entrega le falta un campo: corrija el webhook en ERPNext y entregue de nuevo.', 'The delivery lacks a field: correct the webhook in ERPNext and deliver again.'] },
  { codes: ['exchange_rate_missing'], todo: ['Envíe «conversion_rate» en los documentos en otra moneda.', 'Send "conversion_rate" with documents in another currency.'] },
  { codes: ['payment_exceeds_total', 'payment_negative'], todo: ['Compare los pagos con el total; envíe «change_amount».', 'Compare the payments with the total; send "change_amount".'] },
  { codes: ['line_not_positive'], todo: ['Alegra no admite líneas en cero o de signo contrario: divida el documento en ERPNext.', 'Alegra admits no line of zero or of the other sign: split the document in ERPNext.'] },
  { codes: ['credit_exceeds_invoice'], todo: ['Las devoluciones juntas superan la factura: mire en Alegra qué se acreditó ya.', 'Returns together exceed the invoice: see in Alegra what was already credited.'] },
  { codes: ['contact_ambiguous'], todo: ['Alegra tiene varios candidatos: únalos allí, o envíe «customer.custom_alegra_id».', 'Alegra has several candidates: merge them there, or send "customer.custom_alegra_id".'] },
  { codes: ['contact_inactive'], todo: ['Active el contacto en Alegra y reenvíe.', 'Activate the contact in Alegra, then resend.'] },
  { codes: ['original_not_synced', 'never_synced'], todo: ['Envíe primero la factura original y después la devolución.', 'Send the original invoice first, then resend the return.'] },
  { codes: ['http_401', 'plan_error', 'forbidden'], todo: ['La credencial está en pausa: corríjala (o el plan, o los permisos del usuario) y pulse «Probar conexión»; lo que esperaba sigue solo.', 'The credential is paused: correct it (or the plan, or the user\'s rights) and press "Test connection"; what waited goes on by itself.'] },
  { codes: ['original_pending', 'http_429'], todo: ['Nada: espera por sí solo y no gasta intentos.', 'Nothing: it waits by itself and uses up no attempt.'] },
  { codes: ['http_404'], sign: ['alegra.http_404 en una devolución', 'alegra.http_404 on a return'], todo: ['La factura se borró en Alegra: reenvíe primero la original.', 'The invoice was deleted in Alegra: resend the original first.'] },
  { codes: ['network_*', 'http_5*', 'http_408'], sign: ['alegra.network_… o alegra.http_5xx que terminó fallido', 'alegra.network_… or alegra.http_5xx that ended failed'], todo: ['Alegra no respondió en ninguno de los intentos: reenvíe cuando vuelva; mira antes de escribir.', 'Alegra was away for every try: resend when it is back; it looks before it writes.'] },
  { codes: ['outcome_unknown'], todo: ['No se pudo averiguar si llegó (Alegra no respondía): reenvíe; mira antes de escribir.', 'Whether it arrived could not be settled (Alegra was down): resend; it looks before it writes.'] },
  { codes: ['credit_note_not_cancelable'], todo: ['Alegra no anula notas de crédito por API: anúlela allí a mano.', 'Alegra does not void credit notes by API: void it there by hand.'] },
  { sign: ['Aviso total_mismatch', 'Warning total_mismatch'], todo: ['Se muestran los dos totales: compare impuestos, descuentos y redondeo de los dos documentos.', 'Both totals are shown: compare taxes, discounts and rounding of the two documents.'] },
  { codes: ['stamp_failed'], sign: ['Aviso not_stamped o created_but_refused', 'Warning not_stamped or created_but_refused'], todo: ['La factura está en Alegra sin su emisión electrónica: emítala allí.', 'The invoice is in Alegra without its electronic emission: emit it there.'] },
  { sign: ['Aviso void_in_alegra', 'Warning void_in_alegra'], todo: ['Alguien la anuló en Alegra: facture allí, o enmiende el documento en ERPNext.', 'Somebody voided it in Alegra: bill it there, or amend the document in ERPNext.'] },
  { sign: ['Aviso custom_alegra_id_unknown', 'Warning custom_alegra_id_unknown'], todo: ['Ese id no existe en Alegra: corríjalo o vacíelo en ERPNext.', 'That id does not exist in Alegra: correct or empty it in ERPNext.'] },
  { sign: ['Aviso custom_alegra_id_mismatch', 'Warning custom_alegra_id_mismatch'], todo: ['Ese id es de otro contacto en Alegra: corríjalo en ERPNext.', 'That id belongs to somebody else in Alegra: correct it in ERPNext.'] },
];
