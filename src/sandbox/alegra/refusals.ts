import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

const says = (status: number, message: string, more: Record<string, unknown> = {}): SandboxAnswer => ({
  status,
  body: { message, ...more },
});

/** Refuses in Alegra's shape, `{message, code?, …}`. Only the codes 2006 and 2039 are evidenced; the rest go without. */
export function refuse(status: number, message: string, more?: Record<string, unknown>): never {
  throw new Refusal(says(status, message, more));
}

export const invalid = (message: string, more?: Record<string, unknown>): never => refuse(400, message, more);

export const ALEGRA_REFUSALS: SandboxRefusals = {
  malformedBody: () => says(400, 'El cuerpo de la petición no es un JSON válido'),
  tooLarge: () => says(413, 'El cuerpo de la petición es demasiado grande'),
  notFound: () => says(404, 'El recurso no existe'),
  methodNotAllowed: () => says(405, 'Método no permitido'),
  unauthorized: () => says(401, 'Las credenciales no son válidas. Verifique el correo y el token'),
  rateLimited: () => says(429, 'Se superó el límite de peticiones por minuto'),
  serverError: () => says(500, 'Ocurrió un error interno'),
};
