import { problem, type Problem } from './problem.js';

/** What body-parser and our own parsers put in `error.type` (https://github.com/expressjs/body-parser#errors). */
const BODY_ERRORS: Record<string, () => Problem> = {
  'entity.too.large': () => problem(413, { code: 'payload_too_large', es: 'El contenido supera el tamaño permitido.', en: 'The body is larger than allowed.' }),
  'parameters.too.many': () => problem(413, { code: 'too_many_parameters', es: 'Hay demasiados parámetros.', en: 'There are too many parameters.' }),
  'entity.parse.failed': () => problem(400, { code: 'malformed_json', es: 'El contenido no es JSON válido.', en: 'The body is not valid JSON.' }),
  'entity.verify.failed': () => problem(400, { code: 'body_refused', es: 'El contenido no se pudo verificar.', en: 'The body could not be verified.' }),
  'entity.too.deep': () => problem(400, { code: 'too_deep', es: 'El JSON está anidado a demasiada profundidad.', en: 'The JSON is nested too deep.' }),
  'querystring.parse.rangeError': () => problem(400, { code: 'too_deep', es: 'El formulario está anidado a demasiada profundidad.', en: 'The form is nested too deep.' }),
  'charset.unsupported': () => problem(400, { code: 'wrong_encoding', es: 'La codificación del texto no se admite: envíe UTF-8.', en: 'The text encoding is not supported: send UTF-8.' }),
  'encoding.invalid': () => problem(400, { code: 'wrong_encoding', es: 'El contenido no es UTF-8 válido.', en: 'The body is not valid UTF-8.' }),
  'encoding.unsupported': () => problem(415, { code: 'unsupported_content_encoding', es: 'Content-Encoding no admitido: envíe gzip, deflate, br o sin comprimir.', en: 'Content-Encoding not supported: send gzip, deflate, br or none.' }),
  'request.aborted': () => problem(400, { code: 'request_aborted', es: 'La solicitud se cortó antes de llegar entera.', en: 'The request broke off before it was complete.' }),
  'request.size.invalid': () => problem(400, { code: 'wrong_content_length', es: 'Content-Length no coincide con el contenido.', en: 'Content-Length does not match the body.' }),
};

/** The problem for a body that could not be read, or undefined when `error` is something else. */
export function bodyProblem(error: unknown): Problem | undefined {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  return typeof type === 'string' && Object.hasOwn(BODY_ERRORS, type) ? BODY_ERRORS[type]!() : undefined;
}
