/** Country codes that can be told from the digits alone; others need a blank or a dash after them. */
const WITH_COUNTRY = /^\+(506|1(?=[2-9])|\d{1,3}(?=[ -]))[ -]?(.+)$/;

/** `8888-8888`, `+506 8888 8888` → Telefono's two numbers; nothing for what is not a telephone number. */
export function readPhone(text: string): { country: string; number: string } | undefined {
  const trimmed = text.trim();
  const [, country = '506', local = trimmed] = WITH_COUNTRY.exec(trimmed) ?? [];
  const number = local.replace(/[ ().-]/g, '');
  return /^[1-9]\d{7,19}$/.test(number) ? { country, number } : undefined;
}
