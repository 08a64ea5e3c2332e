import 'reflect-metadata';
import { measureAccruals } from './accruals.js';
import type { LoadAnswers } from './children/load.js';
import { measureHaciendaDocuments } from './hacienda-documents.js';
import { measurePolling } from './hacienda-polling.js';
import { measureSigning } from './hacienda-signing.js';
import { measureIngest } from './ingest.js';
import { measureListMillion } from './list-million.js';
import { measureListPage } from './list-page.js';
import { measureProcessing } from './processing.js';
import { measureSync } from './sync.js';
import { Child } from './support/child.js';
import { Cluster } from './support/cluster.js';
import { printReport, type Figure } from './support/report.js';

const started = performance.now();
const say = (line: string) => console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}`);

// `npm run bench -- ingest` runs one part; `million`, which takes long to fill, only when it is named.
const only = process.argv[2];
const PARTS = {
  ingest: (cluster: Cluster, load: Child<LoadAnswers>) => measureIngest(cluster, load, say),
  processing: (cluster: Cluster, load: Child<LoadAnswers>) => measureProcessing(cluster, load, say),
  list: (cluster: Cluster) => measureListPage(cluster),
  documents: async (cluster: Cluster, load: Child<LoadAnswers>) => [...(await measureHaciendaDocuments()), ...(await measureSigning(cluster, load))],
  polling: (cluster: Cluster) => measurePolling(cluster),
  accruals: (cluster: Cluster) => measureAccruals(cluster),
  sync: (cluster: Cluster) => measureSync(cluster),
  million: (cluster: Cluster) => measureListMillion(cluster, say),
};

say('starting a PostgreSQL of our own, durable');
const cluster = await Cluster.open();
const load = await Child.start<LoadAnswers>('load');
// Stopped by a person or a CI: the children leave with us, the server and its folder must be taken away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void cluster.close().finally(() => process.exit(1)));
try {
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only ? only !== name : name === 'million') continue;
    say(`measuring ${name}`);
    figures.push(...(await measure(cluster, load)));
  }
  printReport(figures, await cluster.settings(), (performance.now() - started) / 1000);
} finally {
  await load.stop();
  await cluster.close();
}
