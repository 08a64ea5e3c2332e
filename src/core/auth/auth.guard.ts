import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AuditService } from '../audit/audit.service.js';
import { Env } from '../config/index.js';
import { problem, type Problem } from '../problems/index.js';
import { may, type Caller } from './caller.js';
import { ALLOW, PEOPLE, PUBLIC } from './decorators.js';
import { IdentifyService, presentedKey } from './identify.service.js';
import { roleTooLow } from './role-too-low.js';
import type { Role } from './roles.js';
import { isSafeMethod, isSameOrigin } from './same-origin.js';
import { SessionCallers } from './session-callers.service.js';

/** The door of every controller: who is it, and is the role enough? Companies are the services' matter (`scoping.ts`). */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly log = new Logger(AuthGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly identify: IdentifyService,
    private readonly sessions: SessionCallers,
    private readonly audit: AuditService,
    private readonly env: Env,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const caller = await this.callerOf(request);
    const needed = this.reflector.getAllAndOverride<Role>(ALLOW, targets) ?? (isSafeMethod(request.method) ? 'viewer' : 'operator');
    if (!may(caller, needed)) throw await this.denied(request, caller, roleTooLow(caller.role, needed));
    if (caller.type !== 'user' && this.reflector.getAllAndOverride<boolean>(PEOPLE, targets)) throw await this.denied(request, caller, forPeople());
    request.caller = caller;
    return true;
  }

  private async callerOf(request: Request): Promise<Caller> {
    // A key that is shown must be right: a wrong one never falls back to the cookie.
    if (presentedKey(request.headers)) {
      const caller = await this.identify.identify(request.headers, request.ip);
      if (!caller) throw unauthenticated('Bearer realm="puente", error="invalid_token"');
      return caller;
    }
    const caller = await this.sessions.current(request);
    if (!caller) throw unauthenticated('Bearer realm="puente"');
    if (!isSafeMethod(request.method) && !isSameOrigin(request, this.env.PUBLIC_URL)) {
      throw await this.denied(request, caller, foreignPage());
    }
    return caller;
  }

  private async denied(request: Request, caller: Caller, refusal: Problem): Promise<Problem> {
    const subject_id = `${request.method} ${request.originalUrl.split('?')[0]}`.slice(0, 300);
    await this.audit
      .record({ caller, action: 'access.denied', subject_type: 'route', subject_id, reason: refusal.details.code })
      .catch((error: unknown) => this.log.error(`access.denied not audited: ${String(error)}`));
    return refusal;
  }
}

const unauthenticated = (challenge: string): Problem =>
  problem(401, {
    code: 'unauthenticated',
    es: 'Falta una clave de API válida: envíela como «Authorization: Bearer <clave>» o «X-Api-Key».',
    en: 'A valid API key is missing: send it as "Authorization: Bearer <key>" or "X-Api-Key".',
    headers: { 'WWW-Authenticate': challenge },
  });

const forPeople = (): Problem =>
  problem(403, {
    code: 'people_only',
    es: 'Esto es de una persona que entró con su usuario; una clave de API no tiene perfil.',
    en: 'This belongs to a person who signed in; an API key has no profile.',
  });

const foreignPage = (): Problem =>
  problem(403, {
    code: 'foreign_origin',
    es: 'La solicitud no viene de una página de Puente.',
    en: 'The request does not come from a page of Puente.',
  });
