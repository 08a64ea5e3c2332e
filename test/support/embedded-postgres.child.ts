import { startEmbeddedPostgres } from '../../src/core/database/embedded/index.js';

// A program that uses the embedded database until its input ends: one JSON line when ready, one when it has left.
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

const { url, owned, stop } = await startEmbeddedPostgres({ dataDir: process.argv[3]!, log: (line) => tell({ log: line }) });
tell({ url, owned });
process.stdin.resume().on('end', () => void stop().then(() => tell({ left: true })));
