import { HaciendaBench, type HaciendaTenant, METADATA, type StoredResponse } from '../support/hacienda/bench.js';
import { invoiceXml, type InvoiceOptions } from '../support/hacienda/invoice-xml.js';
import { Owner } from '../support/hacienda/owner.js';
import { openP12, signXml, verifyXml } from '../../src/integrations/hacienda/signing/index.js';
import { ApiClient, type Answer } from '../support/api-client.js';
import { sql } from '../support/conformance/tenant.js';

const SUPPLIER = '3101777777';
const supplier = Owner.make({ commonName: 'PROVEEDOR DE PRUEBA SA', serialNumber: 'CPJ-3-101-777777' });
const key = openP12(supplier.p12(), '1234');
const authority = Owner.make({ commonName: 'CA PERSONA JURIDICA - SANDBOX', serialNumber: null, sharing: supplier, isAuthority: true });
const ofTests = openP12(Owner.make({ serialNumber: 'CPJ-3-101-777777', sharing: supplier, authority }).p12(), '1234');

interface Received {
  id: string;
  state: string;
  clave: string;
  issuer: { name: string; identification: string };
  total: string;
  signature_valid: boolean;
  warnings: { code: string; message: string }[];
  answer: string | null;
  environment: string | null;
  open: boolean;
  consecutive: string | null;
  rejection: string | null;
  error_code: string | null;
}

let bench: HaciendaBench;
let tenant: HaciendaTenant;
let number = 0;
beforeAll(async () => {
  bench = await HaciendaBench.open();
  tenant = await bench.tenant();
  await bench.sandbox.seed({ rules: { answer_after_ms: 0 } });
});
afterAll(() => bench.close());
afterEach(() => bench.sandbox.clearFaults());

/** A supplier's signed invoice to us. */
function supplied(options: InvoiceOptions = {}): { clave: string; xml: string } {
  const { clave, xml } = invoiceXml({ issuer: SUPPLIER, receiverName: METADATA.name, receiver: METADATA, number: ++number, ...options });
  return { clave, xml: signXml(xml, key, new Date()) };
}
const take = (xml: string, company = tenant.company): Promise<Answer<Received>> => tenant.api.post<Received>('/api/hacienda/received', { company, xml_base64: Buffer.from(xml).toString('base64') });
const get = async (id: string): Promise<Received> => (await tenant.api.get<Received>(`/api/hacienda/received/${id}`)).body;
const until = (id: string, state: string): Promise<Received> => tenant.api.until<Received>(`/api/hacienda/received/${id}`, (document) => document.state === state);
const respond = (id: string, body: object) => tenant.api.post<{ message_id: string; state: string }>(`/api/hacienda/received/${id}/respond`, body);
const check = async (id: string): Promise<void> => {
  await sql(tenant.databaseUrl, `UPDATE hacienda_received_document SET submitted_at = submitted_at - interval '5 minutes', checked_at = NULL WHERE id = $1`, [id]);
  await bench.run('poll-received-documents');
};

describe('taken in', () => {
  it('byte by byte, with its signature checked, once', async () => {
    const { clave, xml } = supplied();
    const { status, body } = await take(xml);
    expect([status, body]).toMatchObject([201, { clave, issuer: { name: 'Empresa de Prueba S.A.', identification: SUPPLIER }, total: '1630.00000', signature_valid: true, warnings: [], state: 'received', answer: null }]);
    expect(body).not.toHaveProperty('xml');
    expect((await tenant.api.get(`/api/hacienda/received/${body.id}/xml`)).text).toBe(xml);
    expect(await take(xml)).toMatchObject({ status: 200, body: { id: body.id } });
    const { body: list } = await tenant.api.get<{ data: Received[] }>(`/api/hacienda/received?company=${tenant.company}&issuer=${SUPPLIER}&clave=${clave}`);
    expect(list.data.map(({ id }) => id)).toEqual([body.id]);
  });

  it('also when the signature is broken: said, and only to be refused', async () => {
    const { xml } = supplied();
    const { status, body } = await take(xml.replace('Café', 'Cafe'));
    expect([status, body.signature_valid, body.warnings]).toEqual([201, false, [{ code: 'hacienda.signature_broken', message: 'El XML fue modificado luego de haber sido firmado' }]]);
    expect(await respond(body.id, { answer: 'accept' })).toMatchObject({ status: 409, body: { code: 'signature_broken' } });
    // The original, under the same clave, is another document.
    expect(await take(xml)).toMatchObject({ status: 409, body: { code: 'clave_taken', received_id: body.id } });
  });

  it('tells what contradicts itself, and who signed', async () => {
    const stranger = openP12(Owner.make({ serialNumber: 'CPJ-3-101-888888', sharing: supplier }).p12(), '1234');
    const { xml } = invoiceXml({ issuer: SUPPLIER, receiver: METADATA, number: ++number, change: (text) => text.replace(/<NumeroConsecutivo>\d{20}/, '<NumeroConsecutivo>00100001010000099999') });
    const { body } = await take(signXml(xml, stranger, new Date()));
    expect(body.warnings.map(({ code }) => code)).toEqual(['hacienda.contradiction', 'hacienda.signed_by_another']);
  });

  it.each<[string, string, RegExp]>([
    ['no XML', 'hola', /no está bien formado/],
    ['a DTD', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /DTD/],
    ['another XML', '<a/>', /No es un comprobante electrónico/],
  ])('not %s', async (_, xml, message) => {
    expect(await take(xml)).toMatchObject({ status: 400, body: { errors: [{ path: 'xml_base64', message: expect.stringMatching(message) }] } });
  });

  it('and not shown to other companies', async () => {
    const { body } = await take(supplied().xml);
    const other = await bench.tenant();
    expect((await other.api.get(`/api/hacienda/received?company=${other.company}`)).body).toEqual({ data: [], next_cursor: null });
    const { body: viewer } = await tenant.api.post<{ key: string }>('/api/api-keys', { name: `otra-${other.company}`, role: 'operator', companies: [other.company] });
    const stranger = new ApiClient(tenant.api.origin, viewer.key);
    expect((await stranger.get(`/api/hacienda/received/${body.id}`)).status).toBe(404);
    expect((await stranger.post(`/api/hacienda/received/${body.id}/respond`, { answer: 'accept' })).status).toBe(404);
  });
});

describe('answered', () => {
  it('accepted: numbered, signed, sent once, followed until Hacienda accepts it', async () => {
    const { clave, xml } = supplied();
    const { body: { id } } = await take(xml);
    const { status, body } = await respond(id, { answer: 'accept', tax_condition: '01', activity_code: '4719.9', tax_to_credit: 100 });
    expect([status, body.state]).toEqual([202, 'received']);
    expect((await tenant.base.settled(body.message_id)).outcome).toBe('succeeded');
    const submitted = await get(id);
    expect(submitted).toMatchObject({ state: 'submitted', answer: 'accept', consecutive: expect.stringMatching(/^001\d{5}05\d{9}1$/) });
    const answer = (await tenant.api.get(`/api/hacienda/received/${id}/response-xml`)).text;
    expect(verifyXml(Buffer.from(answer))).toMatchObject({ ok: true, signer: { identification: METADATA.identification } });
    expect(answer).toContain('<Mensaje>1</Mensaje><MontoTotalImpuesto>130.00000</MontoTotalImpuesto><CodigoActividad>4719.9</CodigoActividad><CondicionImpuesto>01</CondicionImpuesto><MontoTotalImpuestoAcreditar>100.00000</MontoTotalImpuestoAcreditar><TotalFactura>1630.00000</TotalFactura>');
    await check(id);
    await until(id, 'accepted');
    const { data } = (await tenant.api.get<{ data: StoredResponse[] }>(`/api/hacienda/responses?company=${tenant.company}&clave=${clave}`)).body;
    expect(data).toMatchObject([{ message_type: 'acceptance', status: 'aceptado', signature: 'valid' }]);
    expect((await bench.sandbox.log({ method: 'POST', path: '/recepcion$' })).filter(({ body: sent }) => (sent as { clave: string }).clave === clave)).toMatchObject([{ body: { consecutivoReceptor: submitted.consecutive, emisor: { numeroIdentificacion: SUPPLIER }, receptor: { numeroIdentificacion: METADATA.identification } } }]);
    expect(await respond(id, { answer: 'accept' })).toMatchObject({ status: 409, body: { code: 'already_answered' } });
  });

  it.each([['partial', '06', 2], ['reject', '07', 3]] as const)('%s: with a reason, under its own numbering', async (answer, type, message) => {
    const { body: { id } } = await take(supplied().xml);
    expect(await respond(id, { answer })).toMatchObject({ status: 400, body: { errors: [{ path: 'detail' }] } });
    const { body } = await respond(id, { answer, detail: 'Falta una caja' });
    await tenant.base.settled(body.message_id);
    expect((await get(id)).consecutive).toMatch(new RegExp(`^001\\d{5}${type}\\d{9}1$`));
    expect((await tenant.api.get(`/api/hacienda/received/${id}/response-xml`)).text).toContain(`<Mensaje>${message}</Mensaje><DetalleMensaje>Falta una caja</DetalleMensaje>`);
    expect(await respond(id, { answer: 'accept' })).toMatchObject({ status: 409, body: { code: 'already_answered' } });
  });

  it('not twice when the outcome of sending is lost: it is asked for first', async () => {
    const { clave, xml } = supplied();
    const { body: { id } } = await take(xml);
    await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: '/recepcion/v1/recepcion' });
    const { body } = await respond(id, { answer: 'accept' });
    await tenant.base.settled(body.message_id);
    await until(id, 'accepted');
    expect((await bench.sandbox.log({ method: 'POST', path: '/recepcion$' })).filter(({ body: sent }) => (sent as { clave: string }).clave === clave)).toHaveLength(1);
  });

  it('again under another number, when Hacienda refused the first answer', async () => {
    const { body: { id } } = await take(supplied().xml);
    const first = await respond(id, { answer: 'reject', detail: 'RECHAZAR' });
    await tenant.base.settled(first.body.message_id);
    await check(id);
    const refused = await until(id, 'rejected');
    expect(refused.rejection).toContain('-37: Los datos de provincia');
    const second = await respond(id, { answer: 'accept' });
    expect(second.status).toBe(202);
    await tenant.base.settled(second.body.message_id);
    await check(id);
    expect((await until(id, 'accepted')).consecutive).not.toBe(refused.consecutive);
  });

  it.each([[[]], [{}], [{ answer: 'quizás' }]])('not with %j', async (body) => {
    const { body: { id } } = await take(supplied().xml);
    expect(await respond(id, body)).toMatchObject({ status: 400, body: { errors: [{ path: 'answer' }] } });
  });

  it('once: not accepted after Hacienda has taken the refusal', async () => {
    const { body: { id } } = await take(supplied().xml);
    expect(await tenant.api.get(`/api/hacienda/received/${id}/pdf`)).toMatchObject({ status: 409, body: { code: 'unanswered' } });
    const { body } = await respond(id, { answer: 'reject', detail: 'No la pedimos' });
    await tenant.base.settled(body.message_id);
    await check(id);
    expect(await until(id, 'accepted')).toMatchObject({ answer: 'reject', open: false });
    for (const answer of ['accept', 'reject']) expect(await respond(id, { answer, detail: 'Sí la pedimos' })).toMatchObject({ status: 409, body: { code: 'already_answered' } });
    const pdf = await tenant.api.get(`/api/hacienda/received/${id}/pdf`);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  });

  it('anew in production, when it was answered in tests', async () => {
    // The sandbox has one realm, whatever the environment is called.
    const one = await bench.tenant({ metadata: { client_id: 'api-stag' } });
    const { body: { id } } = await take(supplied().xml, one.company);
    await one.base.settled((await respond(id, { answer: 'accept' })).body.message_id);
    await one.base.patchCredential({ environment: 'production' });
    expect(await get(id)).toMatchObject({ state: 'submitted', environment: 'sandbox', open: true });
    const again = await respond(id, { answer: 'partial', detail: 'Falta una caja' });
    expect(await one.base.settled(again.body.message_id)).toMatchObject({ outcome: 'succeeded', error_message: null });
    expect(await get(id)).toMatchObject({ state: 'submitted', environment: 'production', answer: 'partial', open: false });
    // Not the other way about: what was answered in production stands, byte by byte, whatever is tried out later.
    await one.base.patchCredential({ environment: 'sandbox' });
    expect(await respond(id, { answer: 'accept' })).toMatchObject({ status: 409, body: { code: 'already_answered' } });
    await one.base.patchCredential({ environment: 'production' });
    expect(await get(id)).toMatchObject({ state: 'submitted', environment: 'production', answer: 'partial', open: false });
    const { body: test } = await take(signXml(invoiceXml({ issuer: SUPPLIER, receiver: METADATA, number: ++number }).xml, ofTests, new Date()), one.company);
    expect(test.warnings.map(({ code }) => code)).toContain('hacienda.test_document');
  });

  it('only by who received it, which is said when it comes', async () => {
    const { body: { id, warnings } } = await take(supplied({ receiver: { identification_type: '01', identification: '102340567' } }).xml);
    expect(warnings).toEqual([{ code: 'hacienda.not_addressed_to_us', message: expect.stringMatching(/^Está dirigido a .*\(102340567\), no a esta empresa \(3101123456\)/) }]);
    expect(await respond(id, { answer: 'accept' })).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('no está dirigido a esta empresa') }] } });
  });
});
