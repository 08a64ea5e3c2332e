import { Injectable } from '@nestjs/common';
import { Env } from '../config/index.js';
import { HttpClient } from '../http/index.js';
import { AlertTargets, type Target } from './alerts/alert-targets.js';
import { ChannelProblem, mailFailed, notConfigured, webhookRefused, webhookSilent } from './channel-problem.js';
import { Mailer } from './mailer.service.js';
import type { Notification, NotificationChannel } from './notification.entity.js';

const TIMEOUT_MS = 10_000;

/** The ways by which people are told: as this installation is configured, or as the alert rule of a notice says. */
@Injectable()
export class Channels {
  constructor(
    private readonly env: Env,
    private readonly http: HttpClient,
    private readonly mailer: Mailer,
    private readonly targets: AlertTargets,
  ) {}

  get configured(): NotificationChannel[] {
    return [...(this.env.NOTIFY_WEBHOOK_URL ? ['webhook' as const] : []), ...(this.mailer.works && this.env.NOTIFY_EMAIL.length > 0 ? ['email' as const] : [])];
  }

  /** Rejects with a `ChannelProblem` when the notice did not get through. */
  async send({ channel, rule_id, subject, text }: Pick<Notification, 'channel' | 'rule_id' | 'subject' | 'text'>): Promise<void> {
    const target = rule_id === null ? this.ofTheHouse(channel) : await this.targets.of(rule_id);
    if (target.channel === 'email') await this.mail(target.to, subject, text);
    else await this.post(target.url, `${subject}\n${text}`);
  }

  private ofTheHouse(channel: NotificationChannel): Target {
    if (channel === 'email') return { channel, to: this.env.NOTIFY_EMAIL };
    if (!this.env.NOTIFY_WEBHOOK_URL) throw notConfigured('NOTIFY_WEBHOOK_URL');
    return { channel, url: this.env.NOTIFY_WEBHOOK_URL };
  }

  private async mail(to: readonly string[], subject: string, text: string): Promise<void> {
    if (!this.mailer.works) throw notConfigured('SMTP_URL');
    await this.mailer.send({ to, subject, text }).catch((error: Error) => Promise.reject(mailFailed(error.message.slice(0, 300))));
  }

  // Slack's incoming webhooks, which Mattermost, Rocket.Chat and Discord (/slack) understand too: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  private async post(url: string, text: string): Promise<void> {
    const { answer, fault } = await this.http.exchange({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }), timeoutMs: TIMEOUT_MS });
    if (!answer) throw webhookSilent(fault?.kind ?? 'other');
    if (answer.status < 200 || answer.status > 299) throw webhookRefused(answer.status);
  }
}

/** What went wrong, for people; null when it was nothing a channel knows of. */
export const problemText = (error: Error): ChannelProblem['text'] | null => (error instanceof ChannelProblem ? error.text : null);
