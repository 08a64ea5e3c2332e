import { once, type Cluster } from './support/cluster.js';
import { BenchHouse } from './support/house.js';
import { fillLog, MANY } from './support/million.js';
import type { Figure } from './support/report.js';

const TURNS = 20;
const MOST_MS = 300;

type Read = (path: string) => Promise<{ next_cursor?: string | null; meta?: { next?: string | null } }>;

/** What an operator's lists cost with a million messages: p95 of REST and of the back-office, by filter, order and depth. */
export async function measureListMillion(cluster: Cluster, say: (line: string) => void): Promise<Figure[]> {
  const url = await cluster.create('bench_list_million');
  say(`generating ${MANY} messages`);
  await fillLog(url);
  say('reading lists');
  return readLists(url);
}

export async function readLists(url: string): Promise<Figure[]> {
  const house = await BenchHouse.open(url, 'api');
  try {
    const office = await house.signIn();
    const [deep] = await once<{ id: string; reference: string }>(url, `SELECT id, external_reference AS reference FROM integration_message ORDER BY id OFFSET ${Math.floor(MANY / 2)} LIMIT 1`);
    const [from, to] = await once<{ at: Date }>(url, `SELECT received_at AS at FROM integration_message WHERE id >= $1 ORDER BY id LIMIT 20000`, [deep!.id]).then((rows) => [rows[0]!.at, rows.at(-1)!.at]);
    const figures: Figure[] = [];
    for (const { name, side, path } of cases(deep!, from!.toISOString(), to!.toISOString())) {
      const read: Read = side === 'REST' ? (at) => house.send('GET', at) : office;
      const times = await turns(read, path);
      const slowest = times.at(-1)!;
      figures.push({ name: `${side}: ${name}`, value: times[Math.ceil(times.length * 0.95) - 1]!, target: { atMost: MOST_MS }, from: `p95 ms of ${times.length}; slowest ${slowest.toFixed(0)} ms` });
    }
    return figures;
  } finally {
    await house.close();
  }
}

/** Every turn is the next page, so that no two read the same rows. */
async function turns(read: Read, path: string): Promise<number[]> {
  const times: number[] = [];
  let at = path;
  for (let turn = 0; turn <= TURNS; turn++) {
    const started = performance.now();
    const { next_cursor, meta } = await read(at);
    // The first is of a statement, and of pages, that nobody asked for yet.
    if (turn > 0) times.push(performance.now() - started);
    const cursor = next_cursor ? `cursor=${next_cursor}` : meta?.next ? `after=${meta.next}` : null;
    at = cursor && turn % 3 !== 2 ? `${path.replace(/&cursor=[^&]*/, '')}&${cursor}` : path;
  }
  return times.sort((a, b) => a - b);
}

interface Case {
  side: 'REST' | 'back-office';
  name: string;
  path: string;
}

function cases(deep: { id: string; reference: string }, from: string, to: string): Case[] {
  const rest = {
    'first page': '', 'deep page': `cursor=${Buffer.from(deep.id).toString('base64url')}`, 'integration': 'integration=hacienda', 'integration without rows': 'integration=nada', 'direction': 'direction=outbound',
    'status without rows': 'status=received', 'outcome': 'outcome=failed', 'outcome and direction': 'outcome=failed&direction=outbound', 'event_type': 'event_type=contact.on_update', 'event_type without rows': 'event_type=nada',
    'external_reference': `external_reference=${deep.reference}`, 'correlation_id': `correlation_id=${deep.id}`, 'error_category': 'error_category=timeout', 'company': 'company=sur',
    'from and to': `from=${from}&to=${to}`, 'company, integration, outcome': 'company=sur&integration=oppen&outcome=failed', 'integration, event_type, dates': `integration=oppen&event_type=credit_note.on_submit&from=${from}&to=${to}`,
    'q: a rare word': 'q=3101012345', 'q: a common word': 'q=bodega', 'q: two words': 'q=Ferreter%C3%ADa+Cedro', 'q: a reference': `q=${deep.reference}`, 'q: an id': `q=${deep.id}`, 'q: no such word': 'q=inexistente', 'q: a common word of one company, failed': 'q=bodega&company=norte&outcome=failed',
    'json_path with a value': 'json_path=customer.identification&json_value=3101012345', 'json_path with a common value': 'json_path=remarks&json_value=Entrega+en+bodega', 'json_path alone': 'json_path=customer.name', 'json_path without rows': 'json_path=customer.identification&json_value=9',
  };
  const f = (filters: Record<string, string>) => Object.entries(filters).map(([name, value]) => `filters.${name}=${encodeURIComponent(value)}`).join('&');
  const office = {
    'first page': '', 'integration': f({ integration: 'hacienda' }), 'integration without rows': f({ integration: 'devengo', event_type: '"nada"' }), 'direction': f({ direction: 'outbound' }), 'status': f({ status: 'processed' }), 'status without rows': f({ status: 'received' }),
    'outcome': f({ outcome: 'failed' }), 'outcome and direction': f({ outcome: 'failed', direction: 'inbound' }), 'event_type begins': f({ event_type: 'contact' }), 'event_type without rows': f({ event_type: 'nada' }), 'reference begins': f({ external_reference: 'ACC-SUR-00' }), 'reference, exact': f({ external_reference: `"${deep.reference}"` }),
    'correlation_id': f({ correlation_id: deep.id }), 'error_category': f({ error_category: 'timeout' }), 'error_code': f({ error_code: 'alegra.411' }), 'company': f({ company: 'sur' }), 'http_status': f({ http_status: '422' }), 'trigger': f({ trigger: 'schedule' }), 'trigger without rows': f({ trigger: 'cli' }), 'duration range': f({ 'duration_ms~~from': '3990' }),
    'received_at range': f({ 'received_at~~from': from, 'received_at~~to': to }), 'company, integration, outcome': f({ company: 'sur', integration: 'oppen', outcome: 'failed' }), 'integration, event_type, dates': f({ integration: 'oppen', event_type: 'credit_note', 'received_at~~from': from, 'received_at~~to': to }),
    'q: a rare word': f({ q: '3101012345' }), 'q: a common word': f({ q: 'bodega' }), 'json_path with a value': f({ json_path: 'customer.identification=3101012345' }), 'json_path alone': f({ json_path: 'customer.name' }),
    'order by received_at, oldest first': 'sortBy=received_at&direction=asc', 'order by reference': 'sortBy=external_reference&direction=asc', 'order by reference, last first': 'sortBy=external_reference&direction=desc', 'order by duration': 'sortBy=duration_ms&direction=desc', 'order by duration, failed': `sortBy=duration_ms&direction=desc&${f({ outcome: 'failed' })}`, 'order by reference, of one company': `sortBy=external_reference&direction=asc&${f({ company: 'sur' })}`,
  };
  return [
    ...Object.entries(rest).map(([name, query]): Case => ({ side: 'REST', name, path: `/api/messages?limit=50&${query}` })),
    ...Object.entries(office).map(([name, query]): Case => ({ side: 'back-office', name, path: `/admin/api/resources/messages/actions/list?${query}` })),
  ];
}
