import { setTimeout as pause } from 'node:timers/promises';
import { attemptsFor } from '../../../src/core/retry-queue/decide.js';
import { ConformanceBench } from './bench.js';
import { A_SENTENCE, type Conforming } from './contract.js';
import { definitionCases } from './definition-cases.js';
import { errorCases } from './error-cases.js';
import { placesOf, shapesOf } from './secret-scan.js';
import type { Message } from './tenant.js';

export type { Conforming } from './contract.js';

/** What every integration must do. The database and the queue are real; the provider is the sandbox's. */
export function describeConformance(of: Conforming): void {
  describe(`definition of ${of.definition.id}`, () => definitionCases(of));
  describe(`error table of ${of.definition.id}`, () => errorCases(of));
  describe(`deliveries of ${of.definition.id}`, () => deliveryCases(of));
}

const attemptsAtRefused = ({ definition: { policy, settings }, retry = {} }: Conforming): number =>
  policy.classes?.validation_error ? attemptsFor('validation_error', settings?.policy?.(policy, retry) ?? policy) : 1;

// In this order: the last two look at what the others left behind.
function deliveryCases(of: Conforming): void {
  let bench: ConformanceBench;
  beforeAll(async () => {
    bench = await ConformanceBench.open(of);
  }, 60_000);
  afterAll(() => bench?.house.close());
  afterEach(() => bench.sandbox.clearFaults());

  it('checks a connection and answers in a sentence, whatever the provider does', async () => {
    const check = async (options?: Parameters<ConformanceBench['tenant']>[0], fault?: string) => {
      const { credentialId } = await bench.tenant(options);
      if (fault) await bench.sandbox.fault({ fault, times: 'forever' });
      const answer = await bench.house.api.post(`/api/credentials/${credentialId}/check`);
      await bench.sandbox.clearFaults();
      return answer;
    };
    const says = (ok: boolean) => ({ status: 200, body: { ok, message: expect.stringMatching(A_SENTENCE) } });
    expect(await check()).toMatchObject(says(true));
    expect(await check({ secrets: of.wrongSecrets })).toMatchObject(says(false));
    expect(await check({ baseUrl: 'http://127.0.0.1:1/' })).toMatchObject(says(false));
    for (const fault of ['reset_before', '500', '503_html', '429', 'malformed', 'empty', 'cut_body', 'redirect']) {
      expect({ fault, ...(await check({}, fault)) }).toMatchObject({ fault, ...says(false) });
    }
  });

  it('makes one remote document of a delivery that comes again', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    expect(await bench.run(tenant, delivery)).toMatchObject({ outcome: 'succeeded', external_reference: delivery.name });
    expect(await bench.run(tenant, delivery)).toMatchObject({ outcome: of.repeated ?? 'duplicate' });
    expect(await bench.documents(tenant, delivery)).toBe(1);
  });

  it('makes one remote document of thirty deliveries at once', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    await Promise.all(Array.from({ length: 30 }, () => bench.deliver(tenant, delivery)));
    const path = `/api/messages?company=${tenant.company}&direction=inbound&limit=500`;
    const { data } = await bench.house.api.until<{ data: Message[] }>(path, ({ data: rows }) => rows.every(({ outcome }) => outcome !== null), 80_000);
    expect(data.map(({ outcome }) => outcome).sort()).toEqual([...Array<string>(29).fill(of.repeated ?? 'duplicate'), 'succeeded']);
    expect(await bench.documents(tenant, delivery)).toBe(1);
  }, 90_000);

  it('waits as long as a 429 asks, and uses no attempt up', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    await bench.strikeWrite('429', { retry_after: 1 });
    const last = await bench.run(tenant, delivery);
    expect(last).toMatchObject({ outcome: 'succeeded', attempt: 1 });
    const [first, ...later] = await tenant.attempts(last.correlation_id);
    expect(first).toMatchObject({ outcome: 'retry_scheduled', error_category: 'rate_limited' });
    // Turned away is not unclear: there is nothing to look up first.
    expect(later).toHaveLength(1);
    expect(Date.parse(later[0]!.started_at!) - Date.parse(first!.finished_at!)).toBeGreaterThanOrEqual(900);
    expect(await bench.documents(tenant, delivery)).toBe(1);
  });

  it('adopts a document whose answer was lost', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    await bench.strikeWrite('commit_then_drop');
    const last = await bench.run(tenant, delivery, 40_000);
    expect(last).toMatchObject({ outcome: 'succeeded', trigger: 'retry' });
    expect((await tenant.attempts(last.correlation_id))[0]).toMatchObject({ outcome: 'retry_scheduled', error_category: 'outcome_unknown' });
    expect(await bench.documents(tenant, delivery)).toBe(1);
  }, 60_000);

  // The provider may still be at work when the next attempt looks: not found is believed only after a while.
  it('writes again, in a new message, what the provider did not keep', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    await bench.strikeWrite('500');
    const last = await bench.run(tenant, delivery, 60_000);
    expect(last).toMatchObject({ outcome: 'succeeded', trigger: 'retry' });
    const attempts = await tenant.attempts(last.correlation_id);
    expect(attempts[0]).toMatchObject({ outcome: 'retry_scheduled', error_category: 'outcome_unknown' });
    expect(new Set(attempts.map(({ id }) => id)).size).toBeGreaterThan(1);
    expect(await bench.documents(tenant, delivery)).toBe(1);
  }, 90_000);

  it('stops at a refused credential, and goes on once it is mended', async () => {
    const [tenant, delivery] = [await bench.tenant({ secrets: of.wrongSecrets }), bench.document()];
    // A login that failed rests for 20 s before a policy that repeats it may knock again.
    const failed = await bench.run(tenant, delivery, 60_000);
    expect(failed).toMatchObject({ outcome: 'failed', error_category: 'authentication_error', error_message: expect.stringMatching(A_SENTENCE) });
    expect((await tenant.credential()).state).toMatchObject({ paused: true, pause_reason: expect.stringMatching(/\S/) });

    await tenant.patchCredential({ secrets: of.secrets });
    expect((await tenant.credential()).state).toMatchObject({ paused: false });
    const resent = await tenant.resend(failed.id);
    expect(await tenant.settled(resent)).toMatchObject({ outcome: 'succeeded' });
    expect(await bench.documents(tenant, delivery)).toBe(1);
  }, 90_000);

  it('finishes exactly once what a restart finds in hand', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    await bench.strikeWrite('delay', { ms: 2_000 });
    const id = await bench.deliver(tenant, delivery);
    while ((await bench.sandbox.armed()).armed.length > 0) await pause(20);
    await bench.house.restart();
    expect(await tenant.settled(id, 40_000)).toMatchObject({ outcome: 'succeeded' });
    expect(await bench.documents(tenant, delivery)).toBe(1);
  }, 90_000);

  it('leaves its secrets nowhere: not in the database, not in what people are shown', async () => {
    const [tenant, delivery] = [await bench.tenant(), bench.document()];
    // A careless provider says aloud who calls, in a refusal and to a check.
    const echo = { message: `Rechazado para ${Object.values(of.secrets).join(' ')} ${Buffer.from(Object.values(of.secrets).slice(0, 2).join(':')).toString('base64')}` };
    // As often as a policy repeats what was refused.
    await bench.strikeWrite('wrapped_error', { ...echo, times: attemptsAtRefused(of) });
    const refused = await bench.run(tenant, delivery);
    expect(refused).toMatchObject({ outcome: 'failed', error_message: expect.stringContaining('Rechazado para') });
    await bench.sandbox.fault({ fault: 'wrapped_error', ...echo });
    await bench.house.api.post(`/api/credentials/${tenant.credentialId}/check`);
    await bench.sandbox.clearFaults();
    const { id, correlation_id } = await tenant.settled(await tenant.resend(refused.id));
    const calls = await tenant.calls(correlation_id);
    const { api, database } = bench.house;
    const needles = shapesOf([...Object.values(of.secrets), ...Object.values(of.wrongSecrets)]);

    expect(await placesOf(database.url, [delivery.name])).toContain('public.integration_message.external_reference');
    expect(await placesOf(database.url, needles)).toEqual([]);
    const pages = ['/api/messages?limit=500', '/api/credentials?limit=500', '/api/integrations/errors?limit=500', '/api/audit?limit=500'];
    for (const path of [...pages, ...[id, ...calls.map((call) => call.id)].map((each) => `/api/messages/${each}`)]) {
      const { status, text } = await api.get(path);
      expect({ path, status, shows: needles.filter((needle) => text.includes(needle)) }).toEqual({ path, status: 200, shows: [] });
    }
  });
}
