import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Caller } from './caller.js';
import type { Role } from './roles.js';

export const PUBLIC = 'puente:public';
export const ALLOW = 'puente:allow';
export const PEOPLE = 'puente:people';

declare module 'express-serve-static-core' {
  interface Request {
    /** Set by the AuthGuard on every route that is not public. */
    caller?: Caller;
  }
}

/** No caller needed: the route authenticates by itself, or has nothing to protect. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The least role for a route or a whole controller. Without it: viewer to read, operator to change. */
export const Allow = (role: Role) => SetMetadata(ALLOW, role);

/** Not for keys: what belongs to a person with a session. */
export const PeopleOnly = () => SetMetadata(PEOPLE, true);

/** Whoever asks. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<Request>();
  if (!caller) throw new Error('@CurrentCaller() on a public route');
  return caller;
});
