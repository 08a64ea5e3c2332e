/** An invoice that did not reach Oppen, as the specification shows it. */
export interface ErrorLine {
  factura: string;
  error: string;
}

const SHOWN = 5;

/** The notice of a shop's day, worded as the specification: the first five errors, then how many more. */
export function errorNotice(local: string, fecha: string, errores: readonly ErrorLine[], total = errores.length): { subject: string; text: string } {
  const subject = `⚠️ Errores sincronizando ${local} (${fecha})`;
  const lines = errores.slice(0, SHOWN).map(({ factura, error }) => `• ${factura}: ${error}\n`);
  const more = total - Math.min(total, SHOWN);
  return { subject, text: `${subject}:\n${lines.join('')}${more > 0 ? `… y ${more} más\n` : ''}` };
}
