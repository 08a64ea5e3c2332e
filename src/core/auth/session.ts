import type { Request } from 'express';
import type { Caller } from './caller.js';

declare module 'express-session' {
  interface SessionData {
    caller?: Caller;
    /** Of the sign-in, for the list of sessions: User-Agent, address, instant. */
    device?: string;
    address?: string;
    started_at?: string;
    /** Of whoever came in by the identity provider, to end its session too. */
    id_token?: string;
  }
}

/** Signs a person in under a new session id, so that an id planted before the login is worth nothing (fixation). */
export async function signIn(request: Request, caller: Caller, { id_token }: { id_token?: string } = {}): Promise<void> {
  await new Promise<void>((done, fail) => request.session.regenerate((error: unknown) => (error ? fail(error as Error) : done())));
  const device = request.get('user-agent')?.slice(0, 300);
  Object.assign(request.session, { caller, device, address: request.ip, started_at: new Date().toISOString(), id_token });
  await new Promise<void>((done, fail) => request.session.save((error: unknown) => (error ? fail(error as Error) : done())));
}

/** Ends the session here and in the store. */
export function signOut(request: Request): Promise<void> {
  return new Promise((done, fail) => request.session.destroy((error: unknown) => (error ? fail(error as Error) : done())));
}
