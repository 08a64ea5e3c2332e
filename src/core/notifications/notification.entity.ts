import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Text } from '../i18n/index.js';

export const NOTIFICATION_STATES = ['pending', 'sent', 'failed'] as const;
export const NOTIFICATION_CHANNELS = ['webhook', 'email'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/** One notice on one channel. */
@Entity('notification')
export class Notification {
  @PrimaryColumn('uuid') id: string;
  @Column('text') company: string;
  @Column('text') integration: string;
  @Column('text') channel: NotificationChannel;
  /** The cause: a second notice with the same key is not sent. */
  @Column('text') key: string;
  @Column('text') subject: string;
  @Column('text') text: string;
  @Column('text', { default: 'pending' }) state: (typeof NOTIFICATION_STATES)[number];
  @Column('integer', { default: 0 }) attempts: number;
  @Column('timestamptz', { default: () => 'now()' }) next_attempt_at: Date;
  @Column('text', { nullable: true }) last_error: string | null;
  /** The same for people. */
  @Column('jsonb', { nullable: true }) last_problem: Text | null;
  /** The alert rule by whose channel it goes; null for the channels of the installation. */
  @Column('uuid', { nullable: true }) rule_id: string | null;
  @Column('uuid', { nullable: true }) alert_event_id: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) created_at: Date;
  @Column('timestamptz', { nullable: true }) sent_at: Date | null;
}
