import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { answerQuestions, cpuMicros } from '../support/child.js';
import { INSERT_ONE, insertValues } from '../support/plain-insert.js';

/** The least a server can do: read the body, one INSERT, 202. No signature, no JSON, no queue. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const values = insertValues(Buffer.concat(chunks));
    pool.query({ name: 'insert', text: INSERT_ONE, values }).then(
      () => response.writeHead(202, { 'content-type': 'application/json' }).end(`{"status":"accepted","messageId":"${values[0] as string}"}`),
      () => response.writeHead(500).end(),
    );
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const answers = { origin: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cpu: () => cpuMicros() };
export type BareAnswers = typeof answers;

answerQuestions(answers, () => pool.end());
