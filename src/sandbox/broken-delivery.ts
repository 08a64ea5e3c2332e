import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxAnswer } from './sandbox-provider.js';
import { encodeAnswer } from './wire.js';

/** Ways to spoil an answer on its way, after the provider has committed. Each ends when the client is gone. */

/** Stays silent for `ms`, then destroys the socket without a byte. */
export async function dropAfter(response: ServerResponse, ms: number): Promise<void> {
  if (ms > 0) await Promise.race([sleep(ms, undefined, { ref: false }), once(response, 'close')]);
  response.destroy();
}

/** Sends the right answer, a few bytes at a time. */
export async function drip(response: ServerResponse, answer: SandboxAnswer, msPerChunk: number, chunkBytes: number): Promise<void> {
  const { headers, bytes } = encodeAnswer(answer);
  response.writeHead(answer.status, headers);
  response.flushHeaders();
  for (let at = 0; at < bytes.length; at += Math.max(1, chunkBytes)) {
    await sleep(msPerChunk, undefined, { ref: false });
    if (response.destroyed) return;
    response.write(bytes.subarray(at, at + chunkBytes));
  }
  response.end();
}

/** Sends a body that never ends, as fast as the client reads. */
export async function flood(response: ServerResponse, answer: SandboxAnswer): Promise<void> {
  const { headers } = encodeAnswer(answer);
  delete headers['content-length'];
  response.writeHead(answer.status, headers);
  response.write('{"filler":"');
  const chunk = Buffer.alloc(64 * 1024, 'x');
  while (!response.destroyed) {
    // A turn of the event loop per chunk: a fast reader must not starve the other requests.
    if (response.write(chunk)) await sleep(0);
    else await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

/** Promises the whole body and hangs up after half of it. */
export async function cutBody(response: ServerResponse, answer: SandboxAnswer): Promise<void> {
  const { headers, bytes } = encodeAnswer(answer);
  response.writeHead(answer.status, headers);
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}
