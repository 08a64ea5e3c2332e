import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { quickJson } from './core/message-log/index.js';
import { problem } from './core/problems/index.js';

const LIMIT = '10mb';
const raw = express.raw({ type: () => true, limit: LIMIT });
/** Webhooks, and imports of files, which may be spreadsheets or forms. */
const RAW = /^\/api\/[\w-]+\/(webhooks\/|[\w-]+\/import$)/;

type Parsed = Request & { rawBody?: Buffer };

/**
 * Bodies of the API. A webhook's or an import's is left as bytes whatever its Content-Type (Frappe sends none, and signs the
 * bytes); any other is JSON, refused when malformed, not UTF-8 or nested deeper than a reader can bear. `rawBody` keeps the bytes.
 */
export function bodyParsers(): RequestHandler {
  return (request: Parsed, response: Response, next: NextFunction) => {
    if (!request.path.startsWith('/api/')) return next();
    raw(request, response, (error?: unknown) => {
      if (error) return next(error);
      if (!Buffer.isBuffer(request.body) || RAW.test(request.path)) return next();
      request.rawBody = request.body;
      return next(asJson(request));
    });
  };
}

const TYPES = { not_utf8: 'encoding.invalid', not_json: 'entity.parse.failed', too_deep: 'entity.too.deep' } as const;

// Nothing of the API takes another kind of body: said plainly, because `curl -d` alone sends a form.
function asJson(request: Parsed): Error | undefined {
  const type = request.headers['content-type'];
  const read = quickJson(request.rawBody!);
  if ('problem' in read && read.problem.code === 'empty') {
    request.body = undefined;
    return undefined;
  }
  if (type && !/[/+]json\b/i.test(type)) return jsonExpected(type);
  if ('problem' in read) return Object.assign(new Error(read.problem.message), { type: TYPES[read.problem.code as keyof typeof TYPES] });
  if (hasProto(read.value)) return forbiddenKey();
  request.body = read.value;
  return undefined;
}

// class-transformer drops the key without a word; a filter that loses a condition would match more than was meant.
const hasProto = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto));

const jsonExpected = (type: string) =>
  problem(415, {
    code: 'json_expected',
    es: `El contenido debe ser JSON (Content-Type: application/json); llegó «${type.slice(0, 100)}».`,
    en: `The body must be JSON (Content-Type: application/json); it came as "${type.slice(0, 100)}".`,
  });

const forbiddenKey = () =>
  problem(400, { code: 'forbidden_key', es: 'El contenido tiene una clave «__proto__», que no se admite.', en: 'The body has a key "__proto__", which is not allowed.' });
