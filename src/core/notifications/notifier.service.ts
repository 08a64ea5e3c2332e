import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Database, type Queryable } from '../database/index.js';
import { storableText } from '../text/index.js';
import { Channels } from './channels.service.js';
import { NotificationSender } from './notification-sender.service.js';

export interface Notice {
  company: string;
  integration: string;
  subject: string;
  text: string;
  /** The cause. The same key is told once per company and channel. */
  key: string;
}

const ADD = `
  INSERT INTO notification (id, company, integration, channel, key, subject, text)
  SELECT id, $3, $4, channel, $5, $6, $7 FROM unnest($1::uuid[], $2::text[]) AS row(id, channel)
  ON CONFLICT (company, key, channel) DO NOTHING`;

/** Tells people: writes the notice down, then sends it. What cannot be sent now is tried again. */
@Injectable()
export class Notifier {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly sender: NotificationSender,
  ) {}

  /** With `tx` the notice is part of that transaction and leaves within a minute; without one it leaves at once. */
  async notify({ company, integration, subject, text, key }: Notice, tx?: Queryable): Promise<void> {
    const channels = this.channels.configured;
    if (channels.length === 0) return;
    await (tx ?? this.db).query(ADD, [channels.map(() => uuidv7()), channels, company, integration, key.slice(0, 300), storableText(subject), storableText(text)]);
    if (!tx) void this.sender.sendDue();
  }
}
