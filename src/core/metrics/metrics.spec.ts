import { Metrics } from './index.js';

describe('Metrics', () => {
  it('counts by integration and outcome, beside those of the process', async () => {
    const metrics = new Metrics();
    metrics.messageReceived('toy', 'webhook');
    metrics.messageFinished({ integration: 'toy', claimed_at: new Date(Date.now() - 150) }, { outcome: 'failed' });
    metrics.callMade('toy', { answer: { status: 429, headers: {}, body: '' } }, 80);
    metrics.callMade('toy', { fault: { kind: 'timeout', sent: true, detail: '' } }, 80);
    const text = await metrics.registry.metrics();
    expect(text).toContain('puente_messages_finished_total{integration="toy",outcome="failed"} 1');
    expect(text).toContain('puente_attempt_duration_seconds_bucket{le="0.25",integration="toy",outcome="failed"} 1');
    expect(text).toContain('puente_messages_received_total{integration="toy",trigger="webhook"} 1');
    expect(text).toContain('puente_outbound_calls_total{integration="toy",status="429"} 1');
    expect(text).toContain('puente_outbound_calls_total{integration="toy",status="timeout"} 1');
    expect(text).toMatch(/nodejs_eventloop_lag_seconds \d/);
  });

  it('measures when read, and survives a measure that fails', async () => {
    const metrics = new Metrics();
    let depth = 3;
    metrics.queueDepth(async () => {
      if (depth < 0) throw new Error('database away');
      return [{ labels: { integration: 'toy', state: 'waiting' }, value: depth }];
    });
    expect(await metrics.registry.metrics()).toContain('puente_queue_depth{integration="toy",state="waiting"} 3');
    depth = -1;
    expect(await metrics.registry.metrics()).not.toContain('puente_queue_depth{');
  });

  it('keeps two applications in one process apart', async () => {
    const [one, two] = [new Metrics(), new Metrics()];
    one.signatureRefused('toy');
    expect(await two.registry.metrics()).not.toContain('puente_webhook_signature_refusals_total{');
  });
});
