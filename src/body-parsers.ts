import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { quickJson } from './core/message-log/index.js';

const LIMIT = '10mb';
const raw = express.raw({ type: () => true, limit: LIMIT });
const WEBHOOK = /^\/api\/[\w-]+\/webhooks\//;

type Parsed = Request & { rawBody?: Buffer };

/**
 * Bodies of the API. A webhook's is left as bytes whatever its Content-Type (Frappe sends none, and signs the bytes);
 * any other is JSON, refused when malformed, not UTF-8 or nested deeper than a reader can bear. `rawBody` keeps the bytes.
 */
export function bodyParsers(): RequestHandler {
  return (request: Parsed, response: Response, next: NextFunction) => {
    if (!request.path.startsWith('/api/')) return next();
    raw(request, response, (error?: unknown) => {
      if (error) return next(error);
      if (!Buffer.isBuffer(request.body) || WEBHOOK.test(request.path)) return next();
      request.rawBody = request.body;
      return next(asJson(request));
    });
  };
}

const TYPES = { not_utf8: 'encoding.invalid', not_json: 'entity.parse.failed', too_deep: 'entity.too.deep' } as const;

// Only JSON becomes `body`; uploads of other kinds keep their bytes for the route that wants them.
function asJson(request: Parsed): Error | undefined {
  const type = request.headers['content-type'];
  if (type && !/[/+]json\b/i.test(type)) return undefined;
  const read = quickJson(request.rawBody!);
  if ('problem' in read) {
    if (read.problem.code === 'empty') request.body = undefined;
    else return Object.assign(new Error(read.problem.message), { type: TYPES[read.problem.code] });
    return undefined;
  }
  request.body = read.value;
  return undefined;
}
