import type { BareAnswers } from './children/bare-server.js';
import type { LoadAnswers } from './children/load.js';
import { Child } from './support/child.js';
import { once, type Cluster } from './support/cluster.js';
import { BenchHouse } from './support/house.js';
import { median, pairedRatio, range } from './support/ratios.js';
import type { Figure } from './support/report.js';

const ROUNDS = 5;
const CONCURRENCY = 64;

/** Signed deliveries answered per second, against what PostgreSQL and a bare server do in the seconds before and after. */
export async function measureIngest(cluster: Cluster, load: Child<LoadAnswers>, say: (line: string) => void): Promise<Figure[]> {
  const [houseUrl, bareUrl, rawUrl] = [await cluster.create('bench_ingest'), await cluster.create('bench_bare'), await cluster.create('bench_raw')];
  const house = await BenchHouse.open(houseUrl, 'api');
  const bare = await Child.start<BareAnswers>('bare-server', { DATABASE_URL: bareUrl });
  try {
    await house.addCredential('http://127.0.0.1:9/api/v1');
    const bareOrigin = await bare.ask('origin');
    const acks = { house: 0, bare: 0 };
    const post = async (side: 'house' | 'bare', seconds: number) => {
      const busy = side === 'house' ? house.child : bare;
      const cpuBefore = await busy.ask('cpu');
      const outcome = await load.ask('webhooks', { origin: side === 'house' ? house.origin : bareOrigin, concurrency: CONCURRENCY, seconds });
      acks[side] += outcome.done;
      if (outcome.failed > 0) throw new Error(`${outcome.failed} deliveries to ${side} were not answered 202: this run counts for nothing`);
      return { ...outcome, cpu: ((await busy.ask('cpu')) - cpuBefore) / outcome.done };
    };
    await post('house', 3);
    await post('bare', 1.5);

    const rounds: { house: number; bare: number; raw: number; tail: number; cpu: number; bareCpu: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // ABBA: a drift of the machine meets both sides alike.
      const [first, second] = round % 2 ? (['bare', 'house'] as const) : (['house', 'bare'] as const);
      const outcomes = { [first]: await post(first, 3), [second]: await post(second, 3) } as Record<'house' | 'bare', Awaited<ReturnType<typeof post>>>;
      const raw = [await load.ask('singleInserts', { url: rawUrl, seconds: 1.5 }), await load.ask('groupInserts', { url: rawUrl, seconds: 1.5 })];
      rounds.push({
        house: outcomes.house.perSecond, bare: outcomes.bare.perSecond, raw: Math.max(...raw.map(({ perSecond }) => perSecond)),
        tail: outcomes.house.p99 / outcomes.house.p50, cpu: outcomes.house.cpu, bareCpu: outcomes.bare.cpu,
      });
      say(`  round ${round + 1}: ${Object.entries(rounds.at(-1)!).map(([name, value]) => `${name} ${value.toFixed(value < 100 ? 1 : 0)}`).join(', ')}`);
    }

    const lost = { house: acks.house - (await rowsIn(houseUrl)), bare: acks.bare - (await rowsIn(bareUrl)) };
    const of = (side: 'house' | 'bare' | 'raw') => `${range(rounds.map((round) => round[side]))}/s`;
    return [
      { name: 'ingest ÷ PostgreSQL’s own inserts', value: pairedRatio(rounds.map(({ house, raw }) => [house, raw])), target: { atLeast: 0.25 }, from: `${of('house')} ÷ ${of('raw')}` },
      { name: 'ingest ÷ bare node:http + INSERT', value: pairedRatio(rounds.map(({ house, bare }) => [house, bare])), target: { atLeast: 0.6 }, from: `${of('house')} ÷ ${of('bare')}` },
      { name: 'answered but not stored', value: Math.abs(lost.house) + Math.abs(lost.bare), target: { atMost: 0 }, from: `${acks.house} + ${acks.bare} answers against rows` },
      { name: 'ingest processor time ÷ bare', value: pairedRatio(rounds.map(({ cpu, bareCpu }) => [cpu, bareCpu])), from: `${range(rounds.map(({ cpu }) => cpu))} ÷ ${range(rounds.map(({ bareCpu }) => bareCpu))} µs a request, without PostgreSQL’s` },
      { name: 'ingest p99 ÷ p50, saturated', value: median(rounds.map(({ tail }) => tail)), from: `${CONCURRENCY} connections, closed loop` },
    ];
  } finally {
    await Promise.all([house.close(), bare.stop()]);
  }
}

async function rowsIn(url: string): Promise<number> {
  const [row] = await once<{ count: string }>(url, 'SELECT count(*) FROM integration_message');
  return Number(row!.count);
}
