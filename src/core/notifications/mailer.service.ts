import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import { Env } from '../config/index.js';

export interface Mail {
  to: readonly string[];
  subject: string;
  text: string;
  attachments?: readonly { filename: string; content: Buffer; contentType: string }[];
}

const TIMEOUT_MS = 15_000;

/** E-mail by SMTP_URL. Without one it does not work, and says so. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport?: Transporter;

  constructor(private readonly env: Env) {
    if (env.SMTP_URL) {
      this.transport = nodemailer.createTransport({ url: env.SMTP_URL, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true });
    }
  }

  get works(): boolean {
    return this.transport !== undefined;
  }

  /** Resolves when the server has taken the mail; rejects with the server's own words. */
  async send({ to, subject, text, attachments = [] }: Mail): Promise<void> {
    if (!this.transport) throw new Error('SMTP_URL is not set');
    await this.transport.sendMail({ from: this.env.MAIL_FROM, to: [...to], subject, text, attachments: [...attachments] });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}
