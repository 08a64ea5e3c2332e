import type { AccrualAnswers } from './children/accruals.js';
import { Child } from './support/child.js';
import { once, type Cluster } from './support/cluster.js';
import type { Figure } from './support/report.js';

const CONTRACTS = 10_000;

// Courses of two years, one in seven with a credit note, one in eleven paused and one in thirteen dropped.
const FILL = [
  `INSERT INTO devengo_service (company, external_id, name) VALUES ('default', 'fs', 'ES - Full-Stack - Part-Time')`,
  `INSERT INTO devengo_client (company, name) SELECT 'default', 'Cliente ' || n FROM generate_series(1, ${CONTRACTS}) AS n`,
  `INSERT INTO devengo_service_contract (company, service_id, client_id, contract_date, contract_amount)
   SELECT 'default', (SELECT id FROM devengo_service), id, '2023-01-01', 6000 FROM devengo_client`,
  `INSERT INTO devengo_invoice (company, external_id, kind, client_id, invoice_date, net_amount, total_amount)
   SELECT 'default', 'f-' || id, 'invoice', client_id, '2023-01-01'::date + id % 20, 6000 + id % 100, 7260 FROM devengo_service_contract UNION ALL
   SELECT 'default', 'c-' || id, 'creditnote', client_id, '2023-09-01'::date + id % 90, -500, -605 FROM devengo_service_contract WHERE id % 7 = 0`,
  `INSERT INTO devengo_invoice_line (company, invoice_id, line_no, service_contract_id, net_amount)
   SELECT 'default', i.id, 1, c.id, i.net_amount FROM devengo_invoice i JOIN devengo_service_contract c ON c.client_id = i.client_id`,
  `INSERT INTO devengo_service_period (company, external_id, service_contract_id, client_id, name, start_date, end_date, status, status_change_date)
   SELECT 'default', 'p-' || id, id, client_id, 'spain-fs-pt', '2023-01-02'::date + id % 28, '2024-12-01'::date + id % 30,
     CASE WHEN id % 11 = 0 THEN 'POSTPONED' WHEN id % 13 = 0 THEN 'DROPPED' ELSE 'ACTIVE' END, '2024-03-01'::date + id % 200 FROM devengo_service_contract`,
  // As of yesterday: what a run is compared with is what is newer than it.
  ...['service', 'service_contract', 'invoice', 'service_period'].map((table) => `UPDATE devengo_${table} SET updated_at = now() - interval '1 day'`),
  'VACUUM ANALYZE',
];

/** Two years of ten thousand contracts, all months open, and the same again over what the first run left. */
export async function measureAccruals(cluster: Cluster): Promise<Figure[]> {
  const url = await cluster.create('bench_accruals');
  for (const statement of FILL) await once(url, statement);
  const child = await Child.start<AccrualAnswers>('accruals', { DATABASE_URL: url, NODE_ENV: 'production' });
  try {
    const first = await child.ask('run', '2024-12');
    const again = await child.ask('run', '2024-12');
    const check = await child.ask('check', '2024-12');
    const from = `${first.contracts} contracts × 24 months = ${first.rows} rows`;
    return [
      { name: 'accruals, seconds', value: first.seconds, target: { atMost: 60 }, from: `${from}; processor ${first.cpu.toFixed(0)} s` },
      { name: 'accruals again, seconds', value: again.seconds, target: { atMost: 60 }, from: `nothing differs, nothing is written; processor ${again.cpu.toFixed(0)} s` },
      { name: 'closing check, seconds', value: check.seconds, target: { atMost: 3 }, from: 'nothing is newer than the run, so no contract is computed again' },
      { name: 'accruals, MB at most', value: again.megabytes, target: { atMost: 300 }, from: 'highest RSS of the process' },
    ];
  } finally {
    await child.stop();
  }
}
