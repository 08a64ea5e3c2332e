/** One request as the sandbox remembers it (src/sandbox/README.md). */
export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  status: number | null;
  /** Requests under way when it came, itself included. */
  at_once: number;
  fault: string | null;
  at: string;
  crash?: string;
}

export interface FaultOrder {
  fault: string;
  method?: string;
  path?: string;
  after?: number;
  times?: number | 'forever';
  [option: string]: unknown;
}

/** What a test says to a simulated provider, and what it asks about it. */
export class SandboxControl {
  /** @param url the sandbox's origin, not its base URL. */
  constructor(private readonly url: string) {}

  async log(filter: { method?: string; path?: string } = {}): Promise<SeenRequest[]> {
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
    return (await this.ask<{ requests: SeenRequest[] }>('GET', `/__log?${query}`)).requests;
  }

  state<T = Record<string, unknown>>(query: Record<string, string> = {}): Promise<T> {
    return this.ask<T>('GET', `/__state?${new URLSearchParams(query)}`);
  }

  fault(order: FaultOrder): Promise<unknown> {
    return this.ask('POST', '/__fault', order);
  }

  armed(): Promise<{ armed: FaultOrder[] }> {
    return this.ask('GET', '/__fault');
  }

  clearFaults(): Promise<unknown> {
    return this.ask('DELETE', '/__fault');
  }

  seed(rows: object): Promise<unknown> {
    return this.ask('POST', '/__seed', rows);
  }

  reset(): Promise<unknown> {
    return this.ask('POST', '/__reset', {});
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox refused ${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  }
}
