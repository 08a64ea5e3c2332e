import type { IncomingMessage } from 'node:http';
import type { SandboxAnswer } from './sandbox-provider.js';

export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Reads a body whole; `undefined` when it is over the limit (the rest is read and thrown away, so the answer arrives). */
export async function readBody(message: IncomingMessage, limit = BODY_LIMIT_BYTES): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

/** The body by its content type; a missing type counts as JSON when it looks like it. `malformed` = it claims JSON and is not. */
export function parseBody(raw: Buffer, contentType: string | undefined): { body: unknown; malformed: boolean } {
  const text = raw.toString('utf8');
  if (text === '') return { body: undefined, malformed: false };
  if (contentType?.includes('x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(text)), malformed: false };
  }
  const isJson = contentType ? contentType.includes('json') : /^\s*[[{]/.test(text);
  if (!isJson) return { body: text, malformed: false };
  try {
    return { body: JSON.parse(text), malformed: false };
  } catch {
    return { body: text, malformed: true };
  }
}

/** The bytes of an answer and its headers, length included. */
export function encodeAnswer(answer: SandboxAnswer): { headers: Record<string, string>; bytes: Buffer } {
  const bytes = encodeBody(answer.body);
  const type: Record<string, string> = answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  return { headers: { ...type, ...answer.headers, 'content-length': String(bytes.length) }, bytes };
}

function encodeBody(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
