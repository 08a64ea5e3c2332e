import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real receiver of webhooks on loopback, as Slack's is: takes `{"text"}`, answers what it is told to. */
export class Hook {
  readonly texts: string[] = [];
  /** What it answers with. */
  status = 200;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Hook> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        if (hook.status < 300) hook.texts.push((JSON.parse(Buffer.concat(chunks).toString()) as { text: string }).text);
        response.writeHead(hook.status).end();
      });
    });
    const hook = new Hook(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return hook;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/services/T0/secreto`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
