import ipaddr from 'ipaddr.js';
import { isPublicAddress } from '../../http/addresses.js';
import type { FieldProblem } from '../../problems/index.js';

/**
 * What is wrong with a webhook's address, as far as its text tells. Where its name leads is judged when it is called, on
 * the resolved address (core/http), so a name that changes its mind gains nothing.
 */
export function webhookProblems(text: string, allow: { privateHosts: boolean }): FieldProblem[] {
  const problem = (es: string, en: string): FieldProblem[] => [{ path: 'webhook_url', es, en }];
  if (!URL.canParse(text)) return problem('debe ser una dirección web completa', 'must be a complete web address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allow.privateHosts)) return problem('debe empezar por https://', 'must start with https://');
  if (url.username || url.password) return problem('no puede llevar usuario ni contraseña', 'must not carry a user or password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allow.privateHosts && (host === 'localhost' || (ipaddr.isValid(host) && !isPublicAddress(host)))) return problem('no puede llevar a una dirección privada', 'must not lead to a private address');
  return [];
}
