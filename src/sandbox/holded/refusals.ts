import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

const says = (status: number, info: string): SandboxAnswer => ({ status, body: { status: 0, info } });

export function refuse(status: number, info: string): never {
  throw new Refusal(says(status, info));
}

/** What Holded answers, with 200, to paths and documents it does not know (contract §0.5). */
export const NOT_FOUND_PAGE: SandboxAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>404 · Holded</title></head><body><h1>404</h1></body></html>',
};

export const HOLDED_REFUSALS: SandboxRefusals = {
  malformedBody: () => says(400, 'Invalid JSON'),
  tooLarge: () => says(413, 'Request too large'),
  notFound: () => NOT_FOUND_PAGE,
  methodNotAllowed: () => says(405, 'Method not allowed'),
  unauthorized: () => says(401, 'Invalid key'),
  rateLimited: () => says(429, 'Too many requests'),
  serverError: () => says(500, 'Internal error'),
};
