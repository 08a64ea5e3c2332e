import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import type { Exchange } from '../../../core/http/exchange.js';

interface ErrorRow {
  when: (exchange: Exchange, write: boolean) => boolean;
  category: ErrorCategory;
  code: string;
  /** For an operator: what happened and what to do. */
  say: string;
}

const status = ({ answer }: Exchange): number => answer?.status ?? 0;

/** First match wins. A write that may have arrived is `outcome_unknown`: it is looked up before anything is repeated. */
export const OPPEN_ERRORS: readonly ErrorRow[] = [
  { when: ({ fault }) => fault?.sent === false, category: 'network_error', code: 'oppen.network', say: 'No se pudo conectar; no se envió nada. Se volverá a intentar.' },
  { when: (exchange, write) => write && (status(exchange) < 400 || status(exchange) >= 500), category: 'outcome_unknown', code: 'oppen.unknown', say: 'No se sabe si el proveedor guardó el documento. Se buscará antes de repetir.' },
  { when: (exchange) => status(exchange) === 0, category: 'network_error', code: 'oppen.network', say: 'El proveedor no respondió. Se volverá a intentar.' },
  { when: (exchange) => status(exchange) < 300, category: 'malformed_response', code: 'oppen.unreadable', say: 'La respuesta del proveedor no se puede leer.' },
  { when: (exchange) => [401, 403].includes(status(exchange)), category: 'authentication_error', code: 'oppen.unauthorized', say: 'El proveedor no acepta el token. Corrija la credencial.' },
  { when: (exchange) => status(exchange) === 404, category: 'not_found', code: 'oppen.not_found', say: 'El proveedor no encuentra lo pedido.' },
  { when: (exchange) => status(exchange) === 429, category: 'rate_limited', code: 'oppen.rate_limited', say: 'Se alcanzó el límite de peticiones. Se seguirá cuando lo permita.' },
  { when: (exchange) => status(exchange) < 500, category: 'validation_error', code: 'oppen.refused', say: 'El proveedor rechazó los datos. Corríjalos y reenvíe.' },
  { when: () => true, category: 'server_error', code: 'oppen.server_error', say: 'El proveedor falló. Se volverá a intentar.' },
];

/** The failure that an exchange means. Call it for everything but a readable 2xx. */
export function oppenFailure(exchange: Exchange, { write }: { write: boolean }): IntegrationFailure {
  const { category, code, say } = OPPEN_ERRORS.find(({ when }) => when(exchange, write))!;
  const seconds = Number(exchange.answer?.headers['retry-after']);
  const text = exchange.answer?.status === 401 ? 'Error de autenticación: HTTP 401 - Unauthorized' : exchange.answer ? `Error HTTP ${exchange.answer.status}: ${exchange.answer.body || say}` : 'Error de conexión: Connection timeout';
  return new IntegrationFailure(category, {
    code,
    message: text,
    httpStatus: exchange.answer?.status,
    retryAfterMs: seconds > 0 ? seconds * 1000 : undefined,
  });
}
