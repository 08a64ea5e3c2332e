import { setTimeout as pause } from 'node:timers/promises';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  text: string;
}

/** A small REST client for tests: real HTTP, JSON in and out, nothing hidden. */
export class ApiClient {
  constructor(
    readonly origin: string,
    private readonly key?: string,
  ) {}

  get = <T = Record<string, unknown>>(path: string, headers?: Record<string, string>) => this.send<T>('GET', path, undefined, headers);
  post = <T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) => this.send<T>('POST', path, body, headers);
  patch = <T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) => this.send<T>('PATCH', path, body, headers);
  delete = <T = Record<string, unknown>>(path: string, headers?: Record<string, string>) => this.send<T>('DELETE', path, undefined, headers);

  async send<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const raw = Buffer.isBuffer(body) || typeof body === 'string';
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(this.key ? { authorization: `Bearer ${this.key}` } : {}),
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) as T };
  }

  /** Asks again until `done` says so; the failure shows what was last seen. For things that end by themselves. */
  async until<T>(path: string, done: (body: T) => boolean, timeoutMs = 15_000): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const { body, text } = await this.get<T>(path);
      if (done(body)) return body;
      if (Date.now() > deadline) throw new Error(`${path} did not get there in ${timeoutMs} ms; last seen: ${text.slice(0, 2000)}`);
      await pause(50);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
