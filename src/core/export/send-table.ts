import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { writeCsv } from './csv.js';
import type { ExportFormat, ExportTable } from './table.js';
import { writeXlsx } from './xlsx.js';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Answers a request with a file. The first piece is made before anything is sent, so that what is wrong from the start is told as
 * a problem; an error later breaks the connection, which is how a reader knows that the file is not whole.
 */
export async function sendTable<Row>(response: Response, format: ExportFormat, table: ExportTable<Row>): Promise<void> {
  const body = format === 'csv' ? Readable.from(await begun(writeCsv(table))) : await writeXlsx(table);
  response.setHeader('Content-Type', TYPES[format]);
  response.setHeader('Content-Disposition', `attachment; filename="${table.name.replaceAll(/[^\w.-]+/g, '_')}.${format}"`);
  try {
    await pipeline(body, response);
  } catch (error) {
    if (!response.destroyed) response.destroy(error as Error);
  }
}

async function begun(pieces: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await pieces.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* pieces;
  })();
}
