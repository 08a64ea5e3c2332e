import type { SandboxRequest } from './sandbox-provider.js';

/** One request as the provider remembers it. `status` is null while it runs and when no answer was sent. */
export interface LedgerEntry {
  id: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  status: number | null;
  /** Requests under way when it came, itself included. */
  at_once: number;
  fault: string | null;
  /** A bug of the sandbox itself; tests should never see one. */
  crash?: string;
}

/** Larger bodies are counted, not kept: 5,000 of them would not fit in memory. */
const BODY_KEPT_BYTES = 256 * 1024;

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'x-api-key', 'key']);

/** Everything that reached the provider, oldest first; bounded, so that a long run cannot eat the memory. */
export class RequestLedger {
  private entries: LedgerEntry[] = [];
  private seen = 0;
  private underWay = 0;
  private most = 0;

  constructor(private readonly capacity = 5000) {}

  open(request: SandboxRequest): LedgerEntry {
    const entry: LedgerEntry = {
      id: ++this.seen,
      at: new Date().toISOString(),
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      headers: maskSecrets(request.headers),
      body: request.rawBody.length > BODY_KEPT_BYTES ? `(${request.rawBody.length} bytes, not kept)` : (request.body ?? null),
      status: null,
      at_once: ++this.underWay,
      fault: null,
    };
    this.most = Math.max(this.most, entry.at_once);
    this.entries.push(entry);
    if (this.entries.length > this.capacity) this.entries.shift();
    return entry;
  }

  /** Answered, cut off or given up: it is under way no more. */
  close(): void {
    this.underWay--;
  }

  /** `path` is a regular expression. */
  list(filter: { method?: string; path?: string } = {}): { total: number; most_at_once: number; requests: LedgerEntry[] } {
    const path = filter.path ? new RegExp(filter.path) : undefined;
    const method = filter.method?.toUpperCase();
    const requests = this.entries.filter((entry) => (!method || entry.method === method) && (!path || path.test(entry.path)));
    return { total: this.seen, most_at_once: this.most, requests };
  }

  clear(): void {
    this.entries = [];
    this.seen = this.most = 0;
  }
}

function maskSecrets(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? mask(value) : value]),
  );
}

/** Keeps the scheme, which tests want to see, and hides the rest. */
function mask(value: string): string {
  const [scheme, secret] = value.split(' ', 2);
  return secret === undefined ? '***' : `${scheme} ***`;
}
