import { once, type Cluster } from './support/cluster.js';
import { BenchHouse } from './support/house.js';
import { median, pairedRatio } from './support/ratios.js';
import type { Figure } from './support/report.js';

const [SMALL, LARGE] = [10_000, 100_000];
const ROUNDS = 5;
const PAGES = 60;

// Ids as if received evenly over the last weeks, one in twenty failed, one in five outbound.
const FILL = `
  INSERT INTO integration_message (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id, correlation_id,
    trigger, payload_raw, payload, received_at, status, outcome, error_category)
  SELECT id, 'default', 'alegra', CASE WHEN n % 5 = 0 THEN 'outbound' ELSE 'inbound' END, 'sales_invoice.on_submit', 'INV-' || n, 'd' || n, 'o' || n, id, id,
    'webhook', convert_to(body::text, 'UTF8'), body, now() - (1e6 - n) * interval '1 second', 'processed',
    CASE WHEN n % 20 = 0 THEN 'failed' ELSE 'succeeded' END, CASE WHEN n % 20 = 0 THEN 'validation_error' END
  FROM generate_series(1, $1::int) AS n,
    LATERAL (SELECT uuidv7((n - 1e6) * interval '1 second') AS id, jsonb_build_object('name', 'INV-' || n, 'remarks', repeat('x', 300)) AS body) AS made`;

/** What an operator's list costs with ten times the rows: the newest page, one somewhere in the middle, the failures. */
export async function measureListPage(cluster: Cluster): Promise<Figure[]> {
  const houses = [await openFilled(cluster, SMALL), await openFilled(cluster, LARGE)] as const;
  try {
    for (const house of houses) await readPages(house, PAGES);
    const rounds: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 ? [1, 0] as const : [0, 1] as const;
      const p95: [number, number] = [0, 0];
      for (const at of order) p95[at] = await readPages(houses[at], PAGES);
      rounds.push(p95);
    }
    const times = [0, 1].map((at) => `${median(rounds.map((round) => round[at]!)).toFixed(1)} ms`);
    return [{ name: 'list page p95: 100 000 ÷ 10 000 rows', value: pairedRatio(rounds.map(([small, large]) => [large, small])), target: { atMost: 3 }, from: `${times[1]} ÷ ${times[0]}` }];
  } finally {
    await Promise.all(houses.map((house) => house.close()));
  }
}

async function openFilled(cluster: Cluster, rows: number): Promise<BenchHouse> {
  const url = await cluster.create(`bench_list_${rows}`);
  await once(url, FILL, [rows]);
  await once(url, 'VACUUM ANALYZE integration_message');
  return BenchHouse.open(url, 'api');
}

/** p95 in milliseconds of one reader paging about. */
async function readPages(house: BenchHouse, pages: number): Promise<number> {
  const took: number[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const query = ['', `&cursor=${cursor}`, '&outcome=failed&direction=inbound'][page % 3]!;
    const started = performance.now();
    const { next_cursor } = await house.send<{ next_cursor: string }>('GET', `/api/messages?limit=50${query}`);
    took.push(performance.now() - started);
    if (page % 3 < 2) cursor = next_cursor;
  }
  return took.sort((a, b) => a - b)[Math.floor(pages * 0.95)]!;
}
