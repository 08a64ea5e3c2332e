import { DateTime } from 'luxon';
import { SigningProblem } from './signing-problem.js';
import type { SigningKey } from './types.js';

const ZONE = 'America/Costa_Rica';

/** Costa Rica's day, as people there write it. */
export const dayInCostaRica = (date: Date): string => DateTime.fromJSDate(date, { zone: ZONE }).toFormat('dd/MM/yyyy');

/** @throws SigningProblem expired | not_yet_valid */
export function assertInForce({ certificate: { commonName, notBefore, notAfter } }: SigningKey, at: Date): void {
  if (at > notAfter) throw new SigningProblem('expired', `El certificado de ${commonName} venció el ${dayInCostaRica(notAfter)}. Genere otra llave criptográfica en el portal de Hacienda y súbala a la credencial`);
  if (at < notBefore) throw new SigningProblem('not_yet_valid', `El certificado de ${commonName} vale desde el ${dayInCostaRica(notBefore)}. Revise el reloj de este servidor`);
}

/**
 * A document signed with another's key is rejected, and its number is gone. A certificate that names nobody is let through:
 * Hacienda decides.
 * @throws SigningProblem wrong_owner
 */
export function assertOwner({ certificate: { identification, commonName } }: SigningKey, issuer: string): void {
  if (identification === null || identification === issuer.replace(/\D/g, '').replace(/^0+/, '') || identification === issuer) return;
  throw new SigningProblem('wrong_owner', `La llave criptográfica es de ${commonName} (${identification}) y el emisor es ${issuer}. Suba la llave del emisor o corrija la identificación en la credencial`);
}
