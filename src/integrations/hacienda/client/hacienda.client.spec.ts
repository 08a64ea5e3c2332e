import { SandboxControl } from '../../../../test/support/conformance/sandbox-control.js';
import { invoiceXml } from '../../../../test/support/hacienda/invoice-xml.js';
import { plainCalls } from '../../../../test/support/hacienda/plain-calls.js';
import { taxpayer } from '../../../../test/support/hacienda/taxpayer.js';
import { haciendaSandbox } from '../../../sandbox/hacienda/index.js';
import { createSandbox, type RunningSandbox } from '../../../sandbox/sandbox-server.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { openP12, signXml, verifyXml } from '../signing/index.js';
import { refresh, signIn, signOut } from './authenticate.js';
import { HaciendaClient } from './hacienda.client.js';
import { readStatus } from './read-status.js';

let running: RunningSandbox;
let control: SandboxControl;
let calls: ReturnType<typeof plainCalls>;
let client: HaciendaClient;
let logins: number;
let token: string | undefined;
let number = 0;

const IDENTIFICATION = '3101123456';
const { secrets, owner } = taxpayer('', IDENTIFICATION);
const key = openP12(owner.p12(), '1234');
const endpoint = () => ({ token_url: `${running.url}/auth/realms/rut-stag/protocol/openid-connect/token`, client_id: 'api-stag' });

beforeAll(async () => {
  running = await createSandbox(haciendaSandbox({ rules: { answer_after_ms: 0 } })).start();
  control = new SandboxControl(running.url);
  calls = plainCalls(running.baseUrl);
});
afterAll(async () => {
  await calls.end();
  await running.stop();
});
beforeEach(async () => {
  await control.reset();
  await control.clearFaults();
  [logins, token] = [0, undefined];
  client = new HaciendaClient(calls, {
    token: async () => (token ??= (logins++, (await signIn(calls, endpoint(), secrets)).token)),
    refused: async () => { token = undefined; },
  });
});

function submission() {
  const invoice = invoiceXml({ number: ++number });
  return { ...invoice, receiver: invoice.receiver, xml: signXml(invoice.xml, key, new Date()) };
}
const failure = (work: Promise<unknown>): Promise<IntegrationFailure> => work.then(() => { throw new Error('it did not fail'); }, (error: unknown) => error as IntegrationFailure);

it('hands a document in, asks for it, and reads the signed answer', async () => {
  const invoice = submission();
  expect(await client.submit({ ...invoice, callbackUrl: 'https://puente.example/aviso' })).toEqual({ already: false, location: `${running.baseUrl}/recepcion/${invoice.clave}` });
  const status = (await client.status(invoice.clave))!;
  expect(status.state).toBe('aceptado');
  expect(verifyXml(status.answerXml!).ok).toBe(true);
  const [sent] = await control.log({ method: 'POST', path: '/recepcion/v1/recepcion' });
  expect(sent!.body).toEqual({
    clave: invoice.clave, fecha: invoice.issuedAt, emisor: { tipoIdentificacion: '02', numeroIdentificacion: IDENTIFICATION }, receptor: { tipoIdentificacion: '01', numeroIdentificacion: '102340567' },
    callbackUrl: 'https://puente.example/aviso', comprobanteXml: Buffer.from(invoice.xml).toString('base64'),
  });
  expect(logins).toBe(1);
});

it('the second time is «already», with no failure', async () => {
  const invoice = submission();
  await client.submit(invoice);
  expect(await client.submit(invoice)).toEqual({ already: true });
});

it('leaves a receiver out whose identification does not fit', async () => {
  await failure(client.submit({ ...submission(), receiver: { identification_type: '05', identification: 'EXTRANJERO-12345' } }));
  const [sent] = await control.log({ method: 'POST', path: '/recepcion/v1/recepcion' });
  expect(sent!.body).not.toHaveProperty('receptor');
});

it('does not know what was never handed in', async () => expect(await client.status(invoiceXml({ number: 997 }).clave)).toBeUndefined());

it('a refused token means one new login, not two', async () => {
  await client.probe();
  await control.seed({ revoke_tokens: true });
  const invoice = submission();
  expect(await client.submit(invoice)).toMatchObject({ already: false });
  expect(logins).toBe(2);
  await control.fault({ fault: 'expired_token', path: '/recepcion/', times: 'forever' });
  expect(await failure(client.probe())).toMatchObject({ category: 'authentication_error', code: 'hacienda.auth' });
  expect(logins).toBe(3);
});

it.each<[string, Record<string, unknown>, string]>([
  ['commit_then_drop', {}, 'outcome_unknown'],
  ['500_after_commit', {}, 'outcome_unknown'],
  ['503_html', {}, 'outcome_unknown'],
  ['malformed', { as: 'html' }, 'outcome_unknown'],
  ['429', {}, 'rate_limited'],
])('a submission met by %s is %s', async (fault, options, category) => {
  await client.probe();
  await control.fault({ fault, method: 'POST', path: '/recepcion/v1/recepcion', ...options });
  expect((await failure(client.submit(submission()))).category).toBe(category);
});

it('a status without one is unreadable', async () => {
  const invoice = submission();
  await client.submit(invoice);
  await control.fault({ fault: 'malformed', method: 'GET' });
  expect(await failure(client.status(invoice.clave))).toMatchObject({ category: 'malformed_response' });
});

describe('tokens', () => {
  it('are renewed and given back', async () => {
    const granted = await signIn(calls, endpoint(), secrets);
    expect(granted).toMatchObject({ seconds: 300, refresh: { seconds: 1_800 } });
    const renewed = await refresh(calls, endpoint(), granted.refresh!.token);
    await signOut(calls, endpoint(), renewed.refresh!.token);
    expect(await failure(refresh(calls, endpoint(), renewed.refresh!.token))).toMatchObject({ category: 'authentication_error' });
  });

  it('a password with everything in it arrives as it is', async () => {
    const odd = { ...secrets, password: '#a&b=c +%ñ/$21' };
    expect(await failure(signIn(calls, endpoint(), odd))).toMatchObject({ category: 'authentication_error', message: expect.stringContaining('Invalid user credentials') });
    const [sent] = await control.log({ path: 'token' });
    expect((sent!.body as { password: string }).password).toBe('#a&b=c +%ñ/$21');
  });
});

it.each<[unknown, unknown]>([
  [{ clave: '1', fecha: 'x', 'ind-estado': 'aceptado', 'respuesta-xml': 'aG9sYQ==' }, { state: 'aceptado', clave: '1', answerXml: Buffer.from('hola') }],
  [{ clave: '1', indEstado: 'RECHAZADO', respuestaXml: 'aG9sYQ==' }, { state: 'rechazado', clave: '1', answerXml: Buffer.from('hola') }],
  [{ clave: '1', 'ind-estado': 'procesando' }, { state: 'procesando', clave: '1' }],
  [{ 'ind-estado': 'error', 'respuesta-xml': null }, { state: 'error', clave: null }],
  [{ 'ind-estado': 'otro' }, null],
  [{}, null],
  [[], null],
  ['recibido', null],
])('reads %j', (json, status) => expect(readStatus(json)).toEqual(status));
