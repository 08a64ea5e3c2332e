import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invoiceXml, type Invoice, type InvoiceOptions } from '../../../test/support/hacienda/invoice-xml.js';
import { Owner } from '../../../test/support/hacienda/owner.js';
import { SandboxControl } from '../../../test/support/conformance/sandbox-control.js';
import { openP12, signXml, verifyXml } from '../../integrations/hacienda/signing/index.js';
import { createSandbox, type RunningSandbox } from '../sandbox-server.js';
import { haciendaSandbox } from './index.js';

type Fields = Record<string, unknown>;
interface View { key: string; state: string; rows: { code?: number; message: string }[]; callbacks: number[]; sha256: string }

const OIDC = '/auth/realms/rut-stag/protocol/openid-connect';
const USERNAME = 'cpj-3-101-123456@stag.comprobanteselectronicos.go.cr';
const owner = Owner.make();
const key = openP12(owner.p12(), '1234');
let running: RunningSandbox;
let control: SandboxControl;
let token: string;
let number = 0;

beforeAll(async () => {
  running = await createSandbox(haciendaSandbox({ rules: { answer_after_ms: 0 } })).start();
  control = new SandboxControl(running.url);
});
afterAll(() => running.stop());
beforeEach(async () => {
  await control.reset();
  token = (await grant({ grant_type: 'password', username: USERNAME, password: 'sandbox-clave-hacienda' })).body.access_token as string;
});

async function grant(form: Record<string, string>, path = 'token') {
  const response = await fetch(`${running.url}${OIDC}/${path}`, { method: 'POST', body: new URLSearchParams({ client_id: 'api-stag', ...form }) });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Fields };
}
async function call(method: string, path: string, body?: unknown, bearer = token) {
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), authorization: `bearer ${bearer}` };
  const response = await fetch(running.baseUrl + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, cause: Buffer.from(response.headers.get('x-error-cause') ?? '', 'latin1').toString(), body: text ? (JSON.parse(text) as Fields) : undefined };
}
const bodyOf = ({ clave, issuedAt, xml }: Invoice, more: Fields = {}): Fields => ({
  clave, fecha: issuedAt, emisor: { tipoIdentificacion: '02', numeroIdentificacion: '3101123456' }, receptor: { tipoIdentificacion: '01', numeroIdentificacion: '102340567' },
  comprobanteXml: Buffer.from(xml).toString('base64'), ...more,
});
const signed = (options: InvoiceOptions = {}, with_ = key): Invoice => {
  const invoice = invoiceXml({ number: ++number, ...options });
  return { ...invoice, xml: signXml(invoice.xml, with_, new Date()) };
};
const send = (invoice: Invoice, more?: Fields) => call('POST', '/recepcion', bodyOf(invoice, more));
const statusOf = async (invoiceKey: string) => (await call('GET', `/recepcion/${invoiceKey}`)).body ?? {};
const seen = async (): Promise<View[]> => (await control.state<{ documents: View[] }>()).documents;
const answerOf = (status: Fields): string => Buffer.from(String(status['respuesta-xml']), 'base64').toString();

describe('tokens', () => {
  it('are granted for a password, renewed by a refresh token, and end with a logout', async () => {
    const { body } = await grant({ grant_type: 'password', username: USERNAME, password: 'sandbox-clave-hacienda', client_secret: '', scope: '' });
    expect(body).toMatchObject({ expires_in: 300, refresh_expires_in: 1_800, token_type: 'bearer' });
    const refresh_token = body.refresh_token as string;
    expect((await grant({ grant_type: 'refresh_token', refresh_token })).status).toBe(200);
    expect((await grant({ refresh_token }, 'logout')).status).toBe(204);
    expect(await grant({ grant_type: 'refresh_token', refresh_token })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await control.state()).toMatchObject({ logins: 2, refreshes: 1, logouts: 1 });
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['another password', { grant_type: 'password', username: USERNAME, password: 'otra' }, 401, 'invalid_grant'],
    ['a user of production', { grant_type: 'password', username: USERNAME.replace('stag', 'prod'), password: 'sandbox-clave-hacienda' }, 401, 'invalid_grant'],
    ['another client', { grant_type: 'password', client_id: 'api-prod' }, 401, 'invalid_client'],
    ['another grant', { grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
  ])('not for %s', async (_, form, status, error) => expect(await grant(form)).toMatchObject({ status, body: { error } }));

  it('end by themselves, or when they are taken back', async () => {
    await control.seed({ rules: { token_seconds: 0 } });
    const late = (await grant({ grant_type: 'password', username: USERNAME, password: 'sandbox-clave-hacienda' })).body.access_token as string;
    expect((await call('GET', '/comprobantes', undefined, late)).status).toBe(401);
    expect((await call('GET', '/comprobantes')).status).toBe(200);
    await control.seed({ revoke_tokens: true });
    expect((await call('GET', '/comprobantes')).status).toBe(401);
  });
});

describe('a good document', () => {
  it('is taken in, worked on, and accepted with a signed answer', async () => {
    await control.seed({ rules: { answer_after_ms: 60_000 } });
    const invoice = signed();
    const { status, headers } = await send(invoice);
    expect([status, headers.get('location')]).toEqual([202, `${running.baseUrl}/recepcion/${invoice.clave}`]);
    expect(await statusOf(invoice.clave)).toEqual({ clave: invoice.clave, fecha: invoice.issuedAt, 'ind-estado': 'recibido' });
    await control.seed({ answer: true });
    const answered = await statusOf(invoice.clave);
    expect(answered['ind-estado']).toBe('aceptado');
    const xml = answerOf(answered);
    expect(xml).toContain('<Mensaje>1</Mensaje><EstadoMensaje>Aceptado</EstadoMensaje><DetalleMensaje>.</DetalleMensaje><MontoTotalImpuesto>130.00000</MontoTotalImpuesto><TotalFactura>1630.00000</TotalFactura>');
    expect(verifyXml(Buffer.from(xml))).toMatchObject({ ok: true, signer: { commonName: 'MINISTERIO DE HACIENDA (SANDBOX)' } });
    expect(answerOf(await statusOf(invoice.clave))).toBe(xml);
  });

  it('is listed, newest first, a page at a time', async () => {
    const [first, second] = [signed(), signed()];
    await send(first);
    await send(second);
    const page = await call('GET', '/comprobantes?limit=1');
    expect([page.status, page.headers.get('content-range'), (page.body as unknown as Fields[])[0]!.clave]).toEqual([206, 'comprobantes 0-0/2', second.clave]);
    expect((await call('GET', '/comprobantes?limit=1&offset=1')).status).toBe(200);
    expect((await call('GET', `/comprobantes/${first.clave}`)).body).toMatchObject({ clave: first.clave });
    expect((await call('GET', '/comprobantes?emisor=02000000000099')).body).toEqual([]);
  });
});

describe('refused at once, with its cause in a header', () => {
  const other = (change: Fields) => async () => call('POST', '/recepcion', bodyOf(signed(), change));
  it.each<[string, () => Promise<{ status: number; cause: string }>, number, string]>([
    ['no token', async () => call('POST', '/recepcion', {}, ''), 401, ''],
    ['no clave', other({ clave: '506' }), 400, 'El campo clave es requerido o no tiene el formato correcto'],
    ['no emisor', other({ emisor: {} }), 400, 'El campo emisor es requerido o no tiene el formato correcto'],
    ['an identification that is too long', other({ receptor: { tipoIdentificacion: '05', numeroIdentificacion: 'EXTRANJERO-12345' } }), 400, 'El campo receptor es requerido o no tiene el formato correcto'],
    ['no base64', other({ comprobanteXml: '<xml/>' }), 400, 'El campo comprobanteXml es requerido o no tiene el formato correcto'],
    ['no XML', other({ comprobanteXml: Buffer.from('hola').toString('base64') }), 400, 'El comprobante no es un XML bien formado'],
    ['a DTD', other({ comprobanteXml: Buffer.from('<!DOCTYPE a><a/>').toString('base64') }), 400, 'El comprobante no es un XML bien formado'],
    ['an unknown field', other({ archivo: 'x' }), 400, 'El campo archivo no es conocido'],
    ['another clave', other({ clave: invoiceXml({ number: 999 }).clave }), 400, 'La clave del mensaje no coincide con la clave del comprobante'],
    ['another issuer', other({ emisor: { tipoIdentificacion: '02', numeroIdentificacion: '3101999999' } }), 400, 'El emisor del mensaje no coincide con el emisor del comprobante'],
    ['another receiver', other({ receptor: { tipoIdentificacion: '01', numeroIdentificacion: '109999999' } }), 400, 'El receptor del mensaje no coincide con el receptor del comprobante'],
    ['no receiver', other({ receptor: undefined }), 400, 'El receptor es requerido cuando el comprobante lo tiene'],
    ['another date', other({ fecha: '2026-01-01T00:00:00-06:00' }), 400, 'La fecha del mensaje no coincide con la fecha de emisión del comprobante'],
    ['a type that is not the document’s', () => send(signed({ change: (xml) => xml.replace('<NumeroConsecutivo>0010000101', '<NumeroConsecutivo>0010000104') })), 400, 'El tipo de comprobante del consecutivo no corresponde al documento'],
    ['a consecutive that the clave does not hold', () => send(signed({ change: (xml) => xml.replace(/<NumeroConsecutivo>00100001010/, '<NumeroConsecutivo>00100001019') })), 400, 'La clave no contiene el consecutivo del comprobante'],
    ['another’s document', () => { const invoice = signed({ issuer: '3101555555' }); return call('POST', '/recepcion', bodyOf(invoice, { emisor: { tipoIdentificacion: '02', numeroIdentificacion: '3101555555' } })); }, 403, 'El usuario no está autorizado para enviar comprobantes de este emisor'],
    ['an unknown document', () => call('GET', `/recepcion/${invoiceXml({ number: 998 }).clave}`), 404, `El comprobante [${invoiceXml({ number: 998 }).clave}] no ha sido recibido`],
  ])('%s', async (_, sending, status, cause) => {
    expect(await sending()).toMatchObject({ status, cause });
    expect(await seen()).toEqual([]);
  });

  it('the same clave twice, whatever the bytes', async () => {
    const invoice = signed();
    await send(invoice);
    expect(await send(invoice)).toMatchObject({ status: 400, cause: `El comprobante [${invoice.clave}] ya fue recibido anteriormente.` });
    expect(await seen()).toHaveLength(1);
  });
});

describe('taken in, and rejected later', () => {
  const stranger = openP12(Owner.make({ serialNumber: 'CPJ-3-101-777777', sharing: owner }).p12(), '1234');
  it.each<[string, () => Invoice, RegExp]>([
    ['not signed', () => invoiceXml({ number: ++number }), /-1, "cvc-complex-type.2.4.b: The content of the element is not complete. One of '{Signature}' is expected."/],
    ['changed after signing', () => { const invoice = signed(); return { ...invoice, xml: invoice.xml.replace('Café', 'Cafe') }; }, /La firma del comprobante electrónico no es válida. El XML fue modificado luego de haber sido firmado/],
    ['without a policy', () => { const invoice = signed(); return { ...invoice, xml: invoice.xml.replace(/<xades:SignaturePolicyIdentifier>.*<\/xades:SignaturePolicyIdentifier>/, '') }; }, /La firma del documento no tiene el Policy Id/],
    ['signed by another', () => signed({}, stranger), /El certificado no pertenece al emisor/],
    ['an element too many', () => signed({ change: (xml) => xml.replace('<CondicionVenta>', '<Extra/><CondicionVenta>') }), /-1, "cvc-complex-type.2.4.a: Invalid content was found starting with element 'Extra'/],
    ['lines in another order', () => signed({ change: (xml) => xml.replace(/(<Cantidad>.*?<\/Cantidad>)(<UnidadMedida>.*?<\/UnidadMedida>)/, '$2$1') }), /-1, "cvc-complex-type.2.4.a: .*'UnidadMedida'/],
    ['a negative amount', () => signed({ change: (xml) => xml.replace('<TotalImpuesto>130', '<TotalImpuesto>-130') }), /-1, "cvc-pattern-valid: Value '-130.00000'/],
    ['services that do not add up', () => signed({ change: (xml) => xml.replace('<TotalServGravados>1000', '<TotalServGravados>900') }), /-110, "El total de servicios/],
    ['goods that do not add up', () => signed({ change: (xml) => xml.replace('2399999000000', '5399999000000') }), /-110.*\r\n-111, "El total de mercancías/s],
    ['taxes that do not add up', () => signed({ change: (xml) => xml.replace('<TotalMontoImpuesto>130', '<TotalMontoImpuesto>100') }), /-488, /],
    ['a total that does not add up', () => signed({ change: (xml) => xml.replace('<TotalComprobante>1630', '<TotalComprobante>1600') }), /TotalComprobante no coincide/],
    ['a line that does not add up', () => signed({ change: (xml) => xml.replace('<MontoTotalLinea>1130', '<MontoTotalLinea>1100') }), /MontoTotalLinea de la línea 1/],
    ['from tomorrow', () => signed({ issuedAt: new Date(Date.now() + 86_400_000) }), /-53, "La hora de emisión/],
    ['asked for', () => signed({ receiverName: 'Cliente RECHAZAR' }), /-37, "Los datos de provincia/],
  ])('%s', async (_, make, detail) => {
    const invoice = make();
    expect((await send(invoice)).status).toBe(202);
    const status = await statusOf(invoice.clave);
    expect(status['ind-estado']).toBe('rechazado');
    const xml = answerOf(status);
    expect(xml).toContain('<Mensaje>3</Mensaje><EstadoMensaje>Rechazado</EstadoMensaje>');
    expect(xml.replaceAll('&#13;', '\r')).toMatch(detail);
    expect(verifyXml(Buffer.from(xml)).ok).toBe(true);
  });

  it('a consecutive used before', async () => {
    await send(signed({ number: 7_000 }));
    const again = signed({ number: 7_000, change: (xml) => xml.replace(/12345678<\/Clave>/, '99999999</Clave>') });
    const clave = again.clave.replace(/12345678$/, '99999999');
    expect((await send({ ...again, clave })).status).toBe(202);
    expect(answerOf(await statusOf(clave))).toContain('-99, "La numeración consecutiva');
  });

  it('or accepted with a remark, never answered, or in error', async () => {
    for (const [receiverName, state] of [['Cliente AVISAR', 'aceptado'], ['Cliente DEMORAR', 'procesando'], ['Cliente FALLAR', 'error']] as const) {
      const invoice = signed({ receiverName });
      await send(invoice);
      expect((await statusOf(invoice.clave))['ind-estado']).toBe(state);
    }
    expect((await seen())[0]!.rows).toMatchObject([{ code: -37 }]);
  });
});

it('takes a MensajeReceptor of the buyer, known by clave and consecutive', async () => {
  const clave = `506281126${'3101999999'.padStart(12, '0')}00100001010000000005112345678`;
  const consecutive = '00100001050000000001';
  const xml = signXml(
    `<MensajeReceptor xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeReceptor"><Clave>${clave}</Clave><NumeroCedulaEmisor>3101999999</NumeroCedulaEmisor><FechaEmisionDoc>2026-11-28T08:00:00-06:00</FechaEmisionDoc><Mensaje>1</Mensaje><TotalFactura>10.00000</TotalFactura><NumeroCedulaReceptor>3101123456</NumeroCedulaReceptor><NumeroConsecutivoReceptor>${consecutive}</NumeroConsecutivoReceptor></MensajeReceptor>`,
    key, new Date(),
  );
  const body = bodyOf({ ...invoiceXml(), clave, xml, issuedAt: '2026-11-28T08:00:00-06:00' }, { emisor: { tipoIdentificacion: '02', numeroIdentificacion: '3101999999' }, receptor: { tipoIdentificacion: '02', numeroIdentificacion: '3101123456' } });
  expect(await call('POST', '/recepcion', body)).toMatchObject({ status: 400, cause: expect.stringContaining('consecutivoReceptor es requerido') });
  expect((await call('POST', '/recepcion', { ...body, consecutivoReceptor: consecutive })).status).toBe(202);
  expect(await statusOf(`${clave}-${consecutive}`)).toMatchObject({ 'ind-estado': 'aceptado', clave });
});

describe('callbacks', () => {
  let server: Server;
  let got: Fields[];
  let status: number;
  let arrived: () => void;
  beforeEach(async () => {
    got = [];
    status = 200;
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      got.push(JSON.parse(Buffer.concat(chunks).toString()) as Fields);
      response.writeHead(status).end();
      arrived();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const callbackUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/aviso`;
  const times = (count: number) => new Promise<void>((resolve) => { arrived = () => got.length >= count && resolve(); });

  it('come in both spellings', async () => {
    let next = times(1);
    await send(signed(), { callbackUrl: callbackUrl() });
    await next;
    expect(got[0]).toMatchObject({ indEstado: 'ACEPTADO', respuestaXml: expect.any(String) });
    await control.seed({ rules: { callback_spelling: 'dashed' } });
    next = times(2);
    await send(signed(), { callbackUrl: callbackUrl() });
    await next;
    expect(got[1]).toMatchObject({ 'ind-estado': 'aceptado', 'respuesta-xml': expect.any(String) });
  });

  it('are tried three times and then never again', async () => {
    status = 500;
    const third = times(3);
    await send(signed(), { callbackUrl: callbackUrl() });
    await third;
    expect(got).toHaveLength(3);
  });
});

it('counts requests per taxpayer, says what is left, and refuses what is over', async () => {
  await control.seed({ rules: { rate_per_minute: 2 } });
  const first = await call('GET', '/comprobantes');
  expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['2', '1']);
  expect(Number(first.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now() - 60_000);
  await call('GET', '/comprobantes');
  const over = await call('GET', '/comprobantes');
  expect([over.status, over.headers.get('retry-after'), over.headers.get('x-ratelimit-remaining')]).toEqual([429, null, '0']);
});

it('no request ever crashed it', async () => {
  await send(signed());
  const { requests } = (await (await fetch(`${running.url}/__log`)).json()) as { requests: { crash?: string }[] };
  expect(requests.filter(({ crash }) => crash)).toEqual([]);
});
