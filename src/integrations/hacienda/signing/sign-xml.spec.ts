import { rmSync } from 'node:fs';
import { Owner } from '../../../../test/support/hacienda/owner.js';
import { verifyWithXmlsec } from '../../../../test/support/hacienda/xmlsec.js';
import { openTempFolder } from '../../../../test/support/temp-folder.js';
import { openP12, POLICY_44, signXml, SigningProblem, verifyXml } from './index.js';

const NS = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/facturaElectronica';
const AT = new Date('2026-11-28T15:30:00.123Z');
const lines = (count: number) => Array.from({ length: count }, (_, at) => `<LineaDetalle><NumeroLinea>${at + 1}</NumeroLinea><Detalle>Café &amp; té ñandú «${at}»</Detalle></LineaDetalle>`).join('');
const invoice = (count = 1) => `<?xml version="1.0" encoding="UTF-8"?>\n<FacturaElectronica xmlns="${NS}"><Clave>506</Clave><DetalleServicio>${lines(count)}</DetalleServicio><Total>1.00000</Total></FacturaElectronica>`;

const owner = Owner.make({ commonName: 'Peñas, Hijos & Cía "La 5"', notBefore: new Date('2026-01-01'), notAfter: new Date('2028-01-01') });
const key = openP12(owner.p12(), '1234', AT);
let folder: string;
beforeAll(async () => { folder = await openTempFolder('puente-sign-'); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('xmlsec1 and our own check agree that it holds', () => {
  it.each<[string, string]>([
    ['one line', invoice()],
    ['1,000 lines', invoice(1_000)],
    ['no declaration, indented, a comment', `<!-- a --><a xmlns="${NS}">\n  <b x='1'>  y </b><!-- c -->\n</a>\n`],
    ['CRLF', invoice().replaceAll('><', '>\r\n<')],
    ['a prefixed root and spaces in its closing tag', `<f:a xmlns:f="${NS}" xmlns:otro="urn:otro"><f:b/></f:a >`],
    ['an inner element named as the root', `<a><a>1</a><b><![CDATA[</a>]]></b></a>`],
  ])('%s', (_, xml) => {
    const signed = signXml(xml, key, AT);
    expect(verifyWithXmlsec(folder, signed, owner.pem)).toMatchObject({ ok: true, references: '2/2' });
    expect(verifyXml(Buffer.from(signed), [owner.x509])).toMatchObject({ ok: true, problems: [], warnings: [], signedAt: '2026-11-28T15:30:00Z', signer: { identification: '3101123456' } });
  });
});

it('adds the signature as the last child and changes nothing else', () => {
  const xml = invoice();
  const signed = signXml(xml, key, AT);
  const signature = /<ds:Signature .*<\/ds:Signature>(?=<\/FacturaElectronica>$)/s.exec(signed)![0];
  expect(signed.replace(signature, '')).toBe(xml);
});

it('names the policy, the certificate and the time', () => {
  const signed = signXml(invoice(), key, AT);
  for (const part of [`<xades:Identifier>${POLICY_44.identifier}</xades:Identifier>`, `<ds:DigestValue>${POLICY_44.hash}</ds:DigestValue>`, '<xades:SigningTime>2026-11-28T15:30:00Z</xades:SigningTime>', owner.der.toString('base64')]) {
    expect(signed).toContain(part);
  }
  expect(signXml(invoice(), key, AT, { identifier: 'https://ejemplo.cr/otra.pdf', hash: 'bm8=' })).toContain('otra.pdf');
});

it('what was changed afterwards is noticed, by both', () => {
  const changed = signXml(invoice(), key, AT).replace('<Total>1.00000', '<Total>1.00001');
  expect(verifyWithXmlsec(folder, changed, owner.pem).ok).toBe(false);
  expect(verifyXml(Buffer.from(changed))).toMatchObject({ ok: false, problems: ['El XML fue modificado luego de haber sido firmado'] });
});

it.each<[string, () => string, string]>([
  ['twice', () => signXml(signXml(invoice(), key, AT), key, AT), 'already_signed'],
  ['what is no XML', () => signXml('<a><b></a>', key, AT), 'unreadable_xml'],
  ['an empty element', () => signXml('<a/>', key, AT), 'unreadable_xml'],
  ['with a DTD', () => signXml('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', key, AT), 'unreadable_xml'],
  ['after the certificate ended', () => signXml(invoice(), key, new Date('2028-01-02')), 'expired'],
  ['before it begins', () => signXml(invoice(), key, new Date('2025-12-31')), 'not_yet_valid'],
])('does not sign %s', (_, work, code) => {
  expect(work).toThrow(SigningProblem);
  expect(work).toThrow(expect.objectContaining({ code }));
});
