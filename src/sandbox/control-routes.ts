import type { FaultBoard } from './fault-board.js';
import type { RequestLedger } from './request-ledger.js';
import type { SandboxProvider, SandboxRoute } from './sandbox-provider.js';

/**
 * What a test or an operator says to the sandbox itself; never counted, never struck by a fault.
 * `GET /__log?method=&path=` · `GET/POST/DELETE /__fault` · `GET /__state` · `POST /__seed` · `POST /__reset` (state, log and faults)
 */
export function controlRoutes(provider: SandboxProvider, ledger: RequestLedger, faults: FaultBoard): SandboxRoute[] {
  const armed = () => ({ status: 200, body: { armed: faults.list() } });
  return [
    {
      method: 'GET',
      pattern: '/__log',
      handle: ({ query }) => ({
        status: 200,
        body: ledger.list({ method: query.get('method') ?? undefined, path: query.get('path') ?? undefined }),
      }),
    },
    { method: 'GET', pattern: '/__fault', handle: armed },
    {
      method: 'POST',
      pattern: '/__fault',
      handle: ({ body }) => {
        faults.arm(body);
        return armed();
      },
    },
    {
      method: 'DELETE',
      pattern: '/__fault',
      handle: () => {
        faults.clear();
        return armed();
      },
    },
    { method: 'GET', pattern: '/__state', handle: ({ query }) => ({ status: 200, body: provider.state(query) }) },
    { method: 'POST', pattern: '/__seed', handle: ({ body }) => ({ status: 200, body: provider.seed(body) }) },
    {
      method: 'POST',
      pattern: '/__reset',
      handle: () => {
        provider.reset();
        ledger.clear();
        faults.clear();
        return { status: 200, body: { provider: provider.id, reset: true } };
      },
    },
  ];
}
