import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { Env } from '../config/index.js';
import { locale, type Locale } from '../i18n/index.js';
import { problemDocument } from './problem-document.js';
import { problem, type Problem } from './problem.js';
import { toProblem } from './to-problem.js';

/** Answers whatever a request threw as `application/problem+json`, in the reader's language; logs what is our fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problems');

  constructor(private readonly env: Env) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const found = toProblem(error) ?? this.unknown(error, request);
    // A 503 is answered, yet its cause must be findable.
    if (found.getStatus() === 503) this.log.warn(`${request.method} ${pathOf(request)}: ${found.details.code}: ${messageOf(error)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const body = problemDocument(found, locale(request, this.env.DEFAULT_LOCALE as Locale), pathOf(request));
    response
      .status(body.status)
      .set({ 'Cache-Control': 'no-store', 'Content-Language': locale(request, this.env.DEFAULT_LOCALE as Locale), ...found.details.headers })
      .type('application/problem+json')
      .send(JSON.stringify(body));
  }

  private unknown(error: unknown, request: Request): Problem {
    const id = uuidv7();
    this.log.error(`${id} ${request.method} ${pathOf(request)}: ${messageOf(error)}`, error instanceof Error ? error.stack : undefined);
    return problem(500, {
      code: 'internal_error',
      es: `Puente falló al atender la solicitud. El detalle está en el registro con el identificador ${id}.`,
      en: `Puente failed to serve the request. The detail is in the log under the id ${id}.`,
      error_id: id,
    });
  }
}

const pathOf = (request: Request): string => request.originalUrl.split('?')[0] ?? '/';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
