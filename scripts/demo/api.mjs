// The little REST client of the demo: a refusal becomes a sentence.
import { Stop } from '../lib/project.mjs';

export function makeApi(origin, key) {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    }).catch(() => {
      throw new Stop(`Nadie responde en ${origin} / nobody answers. Arranque Puente (npm start) o indique la dirección: PUENTE_URL=http://…`);
    });
    const answer = await response.json().catch(() => ({}));
    return { status: response.status, answer };
  };
}

export function expect({ status, answer }, ...wanted) {
  if (wanted.includes(status)) return answer;
  const errors = (answer.errors ?? []).map(({ path, message }) => `\n  - ${path}: ${message}`).join('');
  throw new Stop(`Puente contestó ${status}: ${answer.detail ?? answer.title ?? JSON.stringify(answer)}${errors}`);
}
