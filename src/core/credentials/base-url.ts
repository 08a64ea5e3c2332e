import type { FieldProblem } from '../problems/index.js';

/**
 * What is wrong with a provider's address, as far as its text tells; empty when nothing. Where it leads is judged when a
 * call is made, on the resolved address. Plain http is for an ERPNext on premises or the sandbox: `ALLOW_PRIVATE_HOSTS`.
 */
export function baseUrlProblems(text: string, allow: { http: boolean }): FieldProblem[] {
  const problem = (es: string, en: string): FieldProblem[] => [{ path: 'base_url', es, en }];
  if (!URL.canParse(text)) return problem('debe ser una dirección web completa', 'must be a complete web address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return problem('debe empezar por https://', 'must start with https://');
  if (url.username || url.password) {
    return problem('no puede llevar usuario ni contraseña: van en los secretos', 'must not carry a user or password: they belong in the secrets');
  }
  if (url.search || url.hash) return problem('no puede llevar ? ni #', 'must not carry ? or #');
  if (url.protocol === 'http:' && !allow.http) {
    return problem(
      'debe ser https://; para un servidor propio sin https use ALLOW_PRIVATE_HOSTS=on',
      'must be https://; for a server of your own without https use ALLOW_PRIVATE_HOSTS=on',
    );
  }
  return [];
}
