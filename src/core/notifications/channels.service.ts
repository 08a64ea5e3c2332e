import { Injectable } from '@nestjs/common';
import { Env } from '../config/index.js';
import { HttpClient } from '../http/index.js';
import { Mailer } from './mailer.service.js';
import type { Notification, NotificationChannel } from './notification.entity.js';

const TIMEOUT_MS = 10_000;

/** The ways by which people are told, as this installation is configured. */
@Injectable()
export class Channels {
  constructor(
    private readonly env: Env,
    private readonly http: HttpClient,
    private readonly mailer: Mailer,
  ) {}

  get configured(): NotificationChannel[] {
    return [...(this.env.NOTIFY_WEBHOOK_URL ? ['webhook' as const] : []), ...(this.mailer.works && this.env.NOTIFY_EMAIL.length > 0 ? ['email' as const] : [])];
  }

  /** Rejects with a sentence when the notice did not get through. */
  async send({ channel, subject, text }: Pick<Notification, 'channel' | 'subject' | 'text'>): Promise<void> {
    if (channel === 'email') await this.mailer.send({ to: this.env.NOTIFY_EMAIL, subject, text });
    else await this.post(`${subject}\n${text}`);
  }

  // Slack's incoming webhooks, which Mattermost, Rocket.Chat and Discord (/slack) understand too: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  private async post(text: string): Promise<void> {
    const url = this.env.NOTIFY_WEBHOOK_URL;
    if (!url) throw new Error('NOTIFY_WEBHOOK_URL is not set');
    const { answer, fault } = await this.http.exchange({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }), timeoutMs: TIMEOUT_MS });
    // The address is a secret in itself: never part of the sentence.
    if (!answer) throw new Error(`the webhook does not answer: ${fault?.kind ?? 'network'}`);
    if (answer.status < 200 || answer.status > 299) throw new Error(`the webhook answered HTTP ${answer.status}`);
  }
}
