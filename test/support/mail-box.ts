import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string[];
  /** As it came over the wire. */
  source: string;
  /** Attachments by their names. */
  files: Record<string, Buffer>;
}

/** A real mail server on loopback that keeps what it takes. */
export class MailBox {
  readonly mails: Mail[] = [];
  /** Refuses everything while it is set. */
  refuses = false;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
          if (this.refuses) return done(new Error('mailbox unavailable'));
          const source = Buffer.concat(chunks).toString();
          this.mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source, files: filesOf(source) });
          done();
        });
      },
    });
  }

  static async open(): Promise<MailBox> {
    const box = new MailBox();
    await new Promise<void>((resolve) => box.server.listen(0, '127.0.0.1', resolve));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function filesOf(source: string): Record<string, Buffer> {
  const [, boundary] = /boundary="?([^";\r\n]+)"?/.exec(source) ?? [];
  if (!boundary) return {};
  const parts = source.split(`--${boundary}`).map((part) => part.split(/\r\n\r\n/));
  return Object.fromEntries(parts.flatMap(([head = '', ...body]) => {
    const name = nameIn(head.replace(/\r\n\s+/g, ' '));
    return name ? [[name, Buffer.from(body.join('\r\n\r\n').replace(/\s/g, ''), 'base64')]] : [];
  }));
}

// A long name is cut into numbered parts (RFC 2231).
function nameIn(head: string): string | undefined {
  const whole = /filename="?([^";]+)"?/.exec(head)?.[1];
  if (whole) return whole;
  const parts = [...head.matchAll(/filename\*\d+\*?="?([^";\s]+)"?/g)].map(([, part]) => part);
  return parts.length > 0 ? parts.join('') : undefined;
}
