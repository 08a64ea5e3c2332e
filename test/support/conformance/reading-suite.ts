import { setTimeout as pause } from 'node:timers/promises';
import { openTestHouse, type TestHouse } from '../house.js';
import { A_SENTENCE, type Conforming } from './contract.js';
import { definitionCases } from './definition-cases.js';
import { errorCases } from './error-cases.js';
import { SandboxControl } from './sandbox-control.js';
import { placesOf, shapesOf } from './secret-scan.js';
import { Tenant, type Message } from './tenant.js';

/** What an integration that only reads its provider tells about itself. */
export type Reading = Pick<Conforming, 'definition' | 'secrets' | 'wrongSecrets' | 'metadata' | 'sandbox' | 'errorTable'> & {
  /** Starts a reading for a company and answers the message it is. */
  start(house: TestHouse, company: string): Promise<string>;
  /** The first call of a reading, as `POST /__fault` selects it. */
  read: { method: string; path: string };
};

/** The same promises for those that write nothing at the provider: what breaks is read again, from where it stood. */
export function describeReadingConformance(of: Reading): void {
  describe(`definition of ${of.definition.id}`, () => definitionCases(of));
  describe(`error table of ${of.definition.id}`, () => errorCases(of));
  describe(`readings of ${of.definition.id}`, () => readingCases(of));
}

function readingCases(of: Reading): void {
  let house: TestHouse;
  let sandbox: SandboxControl;
  let baseUrl: string;
  beforeAll(async () => {
    house = await openTestHouse({ sandbox: { alegra: { ratePerMinute: 'off' }, academy: { students: 4 } } });
    ({ baseUrl } = of.sandbox(house));
    sandbox = new SandboxControl(of.sandbox(house).url);
  }, 60_000);
  afterAll(() => house?.close());
  afterEach(() => sandbox.clearFaults());

  const tenant = ({ secrets = of.secrets, url = baseUrl } = {}): Promise<Tenant> =>
    Tenant.open(house.api, house.database.url, { integration: of.definition.id, baseUrl: url, secrets, metadata: of.metadata });
  const run = async (shop: Tenant, timeoutMs?: number): Promise<Message> => shop.settled(await of.start(house, shop.company), timeoutMs);

  it('checks a connection and answers in a sentence, whatever the provider does', async () => {
    const check = async (options?: Parameters<typeof tenant>[0], fault?: string) => {
      const { credentialId } = await tenant(options);
      if (fault) await sandbox.fault({ fault, times: 'forever' });
      const answer = await house.api.post(`/api/credentials/${credentialId}/check`);
      await sandbox.clearFaults();
      return answer;
    };
    const says = (ok: boolean) => ({ status: 200, body: { ok, message: expect.stringMatching(A_SENTENCE) } });
    expect(await check()).toMatchObject(says(true));
    expect(await check({ secrets: of.wrongSecrets })).toMatchObject(says(false));
    expect(await check({ url: 'http://127.0.0.1:1/' })).toMatchObject(says(false));
    for (const fault of ['reset_before', '500', '503_html', '429', 'malformed', 'empty', 'cut_body', 'redirect']) {
      expect({ fault, ...(await check({}, fault)) }).toMatchObject({ fault, ...says(false) });
    }
  });

  it.each(['500', '503_html', 'malformed', 'empty', 'cut_body', 'reset_before'])('reads again, in a new message, what «%s» broke off', async (fault) => {
    const shop = await tenant();
    await sandbox.fault({ fault, ...of.read });
    const last = await run(shop);
    expect({ said: last.error_message, ...last }).toMatchObject({ said: null, outcome: 'succeeded', trigger: 'retry', attempt: 2 });
    expect((await shop.attempts(last.correlation_id))[0]).toMatchObject({ outcome: 'retry_scheduled', error_message: expect.stringMatching(A_SENTENCE) });
  });

  it('waits as long as a 429 asks, and uses no attempt up', async () => {
    const shop = await tenant();
    await sandbox.fault({ fault: '429', retry_after: 1, ...of.read });
    const last = await run(shop);
    expect(last).toMatchObject({ outcome: 'succeeded', attempt: 1 });
    const [first, ...later] = await shop.attempts(last.correlation_id);
    expect(first).toMatchObject({ outcome: 'retry_scheduled', error_category: 'rate_limited' });
    expect(Date.parse(later[0]!.started_at!) - Date.parse(first!.finished_at!)).toBeGreaterThanOrEqual(900);
  });

  it('stops at a refused credential, and goes on once it is mended', async () => {
    const shop = await tenant({ secrets: of.wrongSecrets });
    const failed = await run(shop);
    expect(failed).toMatchObject({ outcome: 'failed', error_category: 'authentication_error', error_message: expect.stringMatching(A_SENTENCE) });
    expect((await shop.credential()).state).toMatchObject({ paused: true });
    await shop.patchCredential({ secrets: of.secrets });
    expect(await shop.settled(await shop.resend(failed.id))).toMatchObject({ outcome: 'succeeded' });
  });

  it('finishes what a restart finds in hand', async () => {
    const shop = await tenant();
    await sandbox.fault({ fault: 'delay', ms: 2_000, ...of.read });
    const id = await of.start(house, shop.company);
    while ((await sandbox.armed()).armed.length > 0) await pause(20);
    await house.restart();
    expect(await shop.settled(id, 40_000)).toMatchObject({ outcome: 'succeeded' });
  }, 90_000);

  it('leaves its secrets nowhere: not in the database, not in what people are shown', async () => {
    const shop = await tenant();
    await sandbox.fault({ fault: 'wrapped_error', message: `Rechazado para ${Object.values(of.secrets).join(' ')}`, ...of.read });
    const refused = await run(shop);
    expect(refused).toMatchObject({ outcome: 'failed' });
    const { id, correlation_id } = await shop.settled(await shop.resend(refused.id));
    const calls = await shop.calls(correlation_id);
    const needles = shapesOf([...Object.values(of.secrets), ...Object.values(of.wrongSecrets)]);
    expect(await placesOf(house.database.url, needles)).toEqual([]);
    for (const path of ['/api/messages?limit=500', '/api/credentials?limit=500', '/api/integrations/errors?limit=500', '/api/audit?limit=500', ...[id, ...calls.map((call) => call.id)].map((each) => `/api/messages/${each}`)]) {
      const { status, text } = await house.api.get(path);
      expect({ path, status, shows: needles.filter((needle) => text.includes(needle)) }).toEqual({ path, status: 200, shows: [] });
    }
  });
}
