import { createSandbox } from '../sandbox-server.js';
import { type AccountOptions, DEFAULT_ACCOUNTS } from './accounts.js';
import { alegraSandbox, type AlegraSandboxOptions } from './alegra-sandbox.js';

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

/** A started Alegra sandbox with a plain HTTP client beside it, for the specs of its rules. */
export async function startAlegra(options: AlegraSandboxOptions = {}) {
  const sandbox = await createSandbox(alegraSandbox(options)).start();

  async function call(method: string, path: string, body?: unknown, account: AccountOptions = DEFAULT_ACCOUNTS[0]!): Promise<Reply> {
    const { email, token } = account;
    const answer = await fetch(path.startsWith('/__') ? sandbox.url + path : sandbox.baseUrl + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text ? (JSON.parse(text) as unknown) : null };
  }

  return {
    ...sandbox,
    get: (path: string, account?: AccountOptions) => call('GET', path, undefined, account),
    post: (path: string, body: unknown = {}, account?: AccountOptions) => call('POST', path, body, account),
    put: (path: string, body: unknown) => call('PUT', path, body),
    delete: (path: string) => call('DELETE', path),
    reset: () => call('POST', '/__reset', {}),
  };
}

export type AlegraClient = Awaited<ReturnType<typeof startAlegra>>;

/** A valid open sale of two lines: 2 × 4424.78 + 8500, 13 % on both: 19605.00. */
export function sale(changes: Record<string, unknown> = {}) {
  return {
    date: '2025-11-14',
    dueDate: '2025-11-14',
    client: { id: '118' },
    items: [
      { id: 75, price: 4424.78, quantity: 2, tax: [{ id: 6 }] },
      { id: '76', price: '8500', quantity: 1, discount: 0, tax: [{ id: '6' }] },
    ],
    status: 'open',
    ...changes,
  };
}

export const cash = (amount: unknown, changes: Record<string, unknown> = {}) => ({
  date: '2025-11-14',
  account: { id: 1 },
  amount,
  paymentMethod: 'cash',
  ...changes,
});
