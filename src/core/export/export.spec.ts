import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import express from 'express';
import { parse } from 'csv-parse/sync';
import { sendTable, writeCsv, writeXlsx, MOST_XLSX_ROWS, type ExportColumn, type ExportTable } from './index.js';

interface Line {
  name: string | null;
  amount: string;
}
const columns: ExportColumn<Line>[] = [
  { header: 'Nombre', value: ({ name }) => name },
  { header: 'Importe', kind: 'number', value: ({ amount }) => amount },
];
const csv = async (rows: Line[]) => {
  let text = '';
  for await (const piece of writeCsv({ columns, rows })) text += piece;
  return text;
};

describe('writeCsv', () => {
  it('quotes what needs it and reads back as it was', async () => {
    const rows = [{ name: 'Prat, Lucía "Lu"\nde Vic', amount: '-12.50' }, { name: null, amount: '0.40' }];
    const text = await csv(rows);
    expect(text.startsWith('\uFEFFNombre,Importe\r\n')).toBe(true);
    expect(parse(text, { bom: true, columns: true })).toEqual([{ Nombre: 'Prat, Lucía "Lu"\nde Vic', Importe: '-12.50' }, { Nombre: '', Importe: '0.40' }]);
  });

  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '%0A=1', '|cmd'])('disarms the formula %j', async (name) => {
    const [, first] = parse(await csv([{ name, amount: '1' }]), { bom: true }) as string[][];
    expect(first![0]).toBe(`'${name}`);
  });

  it('leaves a negative number a number, and disarms text in its column', async () => {
    expect(await csv([{ name: 'a', amount: '-1.00' }, { name: 'b', amount: '=A1' }])).toMatch(/a,-1\.00\r\nb,'=A1\r\n$/);
  });

  it('takes rows one by one and hands on pieces, not the whole', async () => {
    let made = 0;
    async function* rows(): AsyncGenerator<Line> {
      for (; made < 100_000; made++) yield { name: `Cliente ${made}`, amount: '1.00' };
    }
    const pieces = writeCsv({ columns, rows: rows() });
    await pieces.next();
    expect(made).toBeLessThan(5_000);
    await pieces.return(undefined);
  });
});

describe('writeXlsx', () => {
  it('is a workbook', async () => {
    const file = await buffer(await writeXlsx({ columns, rows: [{ name: '=1+1', amount: '6000.00' }, { name: 'a\u0000b', amount: '-1' }] }));
    expect(file.subarray(0, 2).toString()).toBe('PK');
    expect(file.length).toBeGreaterThan(1_000);
  });
  it('refuses more rows than a workbook should have', async () => {
    const rows = Array.from({ length: MOST_XLSX_ROWS + 1 }, () => ({ name: 'a', amount: '1' }));
    await expect(writeXlsx({ columns: columns.slice(0, 1), rows })).rejects.toMatchObject({ details: { code: 'too_many_rows' } });
  });
});

describe('sendTable', () => {
  const ask = async <T>(table: ExportTable<Line>, read: (answer: Response) => Promise<T>, format: 'csv' | 'xlsx' = 'csv'): Promise<T> => {
    const app = express();
    app.get('/', (_request, response, next) => void sendTable(response, format, table).catch(next));
    app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => void response.status(418).send(error.message));
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      return await read(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
  async function* failing(after: number): AsyncGenerator<Line> {
    for (let at = 0; at < after; at++) yield { name: `Cliente ${at}`, amount: '1.00' };
    throw new Error('the database went away');
  }

  it('names the file', () =>
    ask({ name: 'devengo 2024/01', columns, rows: [{ name: 'a', amount: '1' }] }, async (answer) => {
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="devengo_2024_01.csv"');
      expect(await answer.text()).toContain('a,1');
    }));
  it('tells what is wrong from the start', () => ask({ name: 'x', columns, rows: failing(0) }, async (answer) => expect(answer.status).toBe(418)));
  it('breaks the connection when it cannot go on, so that nobody takes half for all', () =>
    ask({ name: 'x', columns, rows: failing(20_000) }, async (answer) => {
      expect(answer.status).toBe(200);
      await expect(answer.text()).rejects.toThrow();
    }));
  it('sends a workbook', () =>
    ask({ name: 'x', columns, rows: [{ name: 'a', amount: '1' }] }, async (answer) => expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 2).toString()).toBe('PK'), 'xlsx'));
});
