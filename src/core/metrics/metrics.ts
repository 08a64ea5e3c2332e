import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Exchange } from '../http/exchange.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What Puente counts, for Prometheus. Labels are few and closed: ids and companies never, they would grow without end. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly messagesReceived = this.counter('puente_messages_received_total', 'Inbound messages stored', ['integration', 'trigger']);
  private readonly messagesFinished = this.counter('puente_messages_finished_total', 'Inbound messages that ended', ['integration', 'outcome']);
  private readonly attemptSeconds = this.histogram('puente_attempt_duration_seconds', 'Time of one attempt at one message', ['integration', 'outcome']);
  /** `status`: the HTTP status, or the kind of network fault. */
  private readonly outboundCalls = this.counter('puente_outbound_calls_total', 'Calls made to providers', ['integration', 'status']);
  private readonly outboundSeconds = this.histogram('puente_outbound_call_duration_seconds', 'Time of one call to a provider', ['integration']);
  private readonly signatureRefusals = this.counter('puente_webhook_signature_refusals_total', 'Webhook deliveries refused for their signature', ['integration']);

  constructor() {
    // Event loop lag, heap, garbage collection, open handles, CPU.
    collectDefaultMetrics({ register: this.registry });
  }

  messageReceived(integration: string, trigger: string): void {
    this.messagesReceived.inc({ integration, trigger });
  }

  messageFinished(message: { integration: string; claimed_at: Date | null }, { outcome }: { outcome: string }): void {
    const labels = { integration: message.integration, outcome };
    this.messagesFinished.inc(labels);
    if (message.claimed_at) this.attemptSeconds.observe(labels, Math.max(0, Date.now() - message.claimed_at.getTime()) / 1000);
  }

  callMade(integration: string, { answer, fault }: Pick<Exchange, 'answer' | 'fault'>, ms: number): void {
    this.outboundCalls.inc({ integration, status: fault ? fault.kind : String(answer?.status ?? 'none') });
    this.outboundSeconds.observe({ integration }, ms / 1000);
  }

  signatureRefused(integration: string): void {
    this.signatureRefusals.inc({ integration });
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** Of seconds. */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[] = SECONDS): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  /** A gauge that is measured when it is read. If measuring fails it is left out: a scrape must not fail for one figure. */
  measured<L extends string>(name: string, help: string, labelNames: readonly L[], measure: () => Promise<{ labels: Record<L, string>; value: number }[]>): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        const figures = await measure().catch(() => []);
        this.reset();
        for (const { labels, value } of figures) this.set(labels, value);
      },
    });
  }

  /** Tells how to measure what waits in the queues, by integration and state. Called once, by the queue's room. */
  queueDepth(measure: () => Promise<{ labels: { integration: string; state: string }; value: number }[]>): void {
    this.measured('puente_queue_depth', 'Jobs in the queues', ['integration', 'state'], measure);
  }
}
