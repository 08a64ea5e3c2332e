import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { posInvoice } from '../support/alegra/documents.js';
import type { Message } from '../support/conformance/tenant.js';

interface Operation {
  state: string;
  total: number;
  done: number;
  succeeded: number;
  failed: number;
  items: { external_reference: string; new_message_id: string; outcome: string | null; error: string | null }[];
}

let bench: AlegraBench;
let shop: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  shop = await bench.tenant({ retry: { retry_max_attempts: 2 } });
});
afterAll(() => bench.close());

const start = async (ids: string[]) => (await bench.test.api.post<{ operation_id: string }>('/api/messages/resend', { ids, reason: 'Se corrigió' })).body.operation_id;
const ended = (id: string) => bench.test.api.until<Operation>(`/api/operations/${id}`, ({ state }) => state === 'completed', 30_000);

// An item whose message waited for a retry used to count as done, but as neither succeeded nor failed, and nobody followed it.
it('follows an item to the retry that ends it, well or badly', async () => {
  const document = posInvoice();
  await bench.sandbox.fault({ fault: '503_html', method: 'GET', path: '/contacts', times: 'forever' });
  const first = await shop.run(document);
  expect(first).toMatchObject({ outcome: 'failed', attempt: 2 });

  const inVain = await ended(await start([first.id]));
  expect(inVain).toMatchObject({ total: 1, done: 1, succeeded: 0, failed: 1, items: [{ external_reference: document.name, outcome: 'failed' }] });

  await bench.sandbox.clearFaults();
  await bench.sandbox.fault({ fault: '503_html', method: 'GET', path: '/contacts' });
  const mended = await ended(await start([first.id]));
  expect(mended).toMatchObject({ total: 1, done: 1, succeeded: 1, failed: 0, items: [{ outcome: 'succeeded', error: null }] });
  const last = (await bench.test.api.get<Message>(`/api/messages/${mended.items[0]!.new_message_id}`)).body;
  expect(last).toMatchObject({ trigger: 'retry', attempt: 2, outcome: 'succeeded' });
});
