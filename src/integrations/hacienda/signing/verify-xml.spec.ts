import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Owner } from '../../../../test/support/hacienda/owner.js';
import { signWithXmlsec } from '../../../../test/support/hacienda/xmlsec.js';
import { openTempFolder } from '../../../../test/support/temp-folder.js';
import { openP12, readRoots, signXml, verifyXml } from './index.js';

const AT = new Date();
const authority = Owner.make({ commonName: 'CA DE PRUEBA', serialNumber: null, isAuthority: true });
const between = Owner.make({ commonName: 'CA INTERMEDIA', serialNumber: null, isAuthority: true, authority });
const owner = Owner.make({ authority: between });
const key = openP12(owner.p12(), '1234');
const signed = signXml('<Factura xmlns="urn:f"><Clave>506</Clave><Total>1.00000</Total></Factura>', key, AT);
const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)![0];
const verdict = (xml: string, roots = [authority.x509, between.x509]) => verifyXml(Buffer.from(xml), roots);

it('holds, and says whose it is', () => {
  expect(verdict(signed)).toMatchObject({ ok: true, problems: [], warnings: [], signer: { commonName: 'EMPRESA DE PRUEBA SA', identification: '3101123456' } });
});

// Others sign in other ways that Hacienda takes too: inclusive canonicalization, the enveloped transform, SHA-512, KeyInfo signed as well.
describe('signed by xmlsec1', () => {
  const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  it.each<[string, (template: string) => string]>([
    ['as we do', (template) => template],
    ['with inclusive canonicalization', (template) => template.replaceAll('http://www.w3.org/2001/10/xml-exc-c14n#', INCLUSIVE)],
    ['with the enveloped transform alone', (template) => template.replace(/<ds:Transform Algorithm="[^"]*xpath[^"]*">.*?<\/ds:Transform><ds:Transform [^>]*\/>/i, '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>')],
    ['with SHA-512', (template) => template.replaceAll(/rsa-sha256/g, 'rsa-sha512').replace(/xmlenc#sha256/, 'xmlenc#sha512')],
    ['with KeyInfo signed', (template) => template.replace('<ds:KeyInfo>', '<ds:KeyInfo Id="ki">').replace('</ds:SignedInfo>', `<ds:Reference URI="#ki"><ds:Transforms><ds:Transform Algorithm="${INCLUSIVE}"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue></ds:DigestValue></ds:Reference></ds:SignedInfo>`)],
  ])('%s', async (_, change) => {
    const template = signed.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, (info) => info.replace(/(<ds:DigestValue>)[^<]+/g, '$1')).replace(/(<ds:SignatureValue[^>]*>)[^<]+/, '$1');
    const folder = await openTempFolder('puente-xmlsec-');
    const xml = signWithXmlsec(folder, change(template), key.privateKey);
    rmSync(folder, { recursive: true });
    expect(verdict(xml)).toMatchObject({ ok: true, problems: [], warnings: [] });
    expect(verdict(xml.replace('1.00000', '2.00000')).ok).toBe(false);
  });
});

describe('broken', () => {
  it.each<[string, string, string]>([
    ['no signature', signed.replace(signature, ''), 'El XML no está firmado'],
    ['changed content', signed.replace('1.00000', '9.00000'), 'El XML fue modificado luego de haber sido firmado'],
    ['changed properties', signed.replace(/SigningTime>20/, 'SigningTime>19'), 'Las propiedades de la firma fueron modificadas'],
    ['changed value', signed.replace(/(<ds:SignatureValue[^>]*>)..../, '$1AAAA'), 'El valor de la firma no corresponde a su certificado'],
    ['another certificate', signed.replace(owner.der.toString('base64'), authority.der.toString('base64')), 'El valor de la firma no corresponde a su certificado'],
    ['no certificate', signed.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, ''), 'La firma no trae un certificado que se pueda leer'],
    ['no policy', signed.replace(/<xades:SignaturePolicyIdentifier>.*<\/xades:SignaturePolicyIdentifier>/, ''), 'La firma del documento no tiene el Policy Id'],
    ['two signatures', signed.replace('</Factura>', `${signature}</Factura>`), 'El XML trae más de una firma'],
    ['no XML', 'hola', 'El XML no está bien formado: Start tag expected, \'<\' not found (línea 1)'],
  ])('%s', (_, xml, problem) => {
    const found = verdict(xml);
    expect(found.ok).toBe(false);
    expect(found.problems).toContain(problem);
  });

  // Algorithms that prove nothing, and transforms that could hide what is signed.
  it.each<[string, RegExp, string]>([
    ['SHA-1', /xmlenc#sha256/g, 'http://www.w3.org/2000/09/xmldsig#sha1'],
    ['an HMAC with the certificate as its key', /http:\/\/www\.w3\.org\/2001\/04\/xmldsig-more#rsa-sha256/, 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'],
    ['another XPath', /not\(ancestor-or-self::ds:Signature\)/, 'ancestor-or-self::Clave'],
    ['XSLT', /http:\/\/www\.w3\.org\/TR\/1999\/REC-xpath-19991116/, 'http://www.w3.org/TR/1999/REC-xslt-19991116'],
  ])('%s', (_, from, to) => {
    expect(verdict(signed.replace(from, to))).toMatchObject({ ok: false, problems: expect.arrayContaining([expect.stringMatching(/no se acepta/)]) });
  });
});

// What is verified must be what is read.
describe('signature wrapping', () => {
  it.each<[string, string, string]>([
    ['the signed document inside a forged one', signed.replace(signed, `<Factura xmlns="urn:f"><Clave>999</Clave>${signed}</Factura>`), 'La firma no está en la raíz del documento'],
    ['the signature beside a forged document, the signed one in its Object', `<Factura xmlns="urn:f"><Clave>999</Clave>${signature.replace('<ds:Object>', `<ds:Object>${signed.replace(signature, '')}</ds:Object><ds:Object>`)}</Factura>`, 'El XML fue modificado luego de haber sido firmado'],
    ['a part named instead of the whole', signed.replace('URI=""', 'URI="#x"').replace('<Clave>', '<Clave Id="x">'), 'La firma no cubre el documento entero'],
    ['properties beside the signed ones', signed.replace('<ds:Object>', '<ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"><xades:SignedProperties Id="otras"/></xades:QualifyingProperties></ds:Object><ds:Object>'), 'La firma no es XAdES: no firma sus propiedades'],
    ['a repeated Id', signed.replace('<Clave>', `<Clave Id="${/xades-id-\w+/.exec(signed)![0]}">`), `El XML trae dos elementos con el mismo Id («${/xades-id-\w+/.exec(signed)![0]}»)`],
  ])('%s', (_, xml, problem) => expect(verdict(xml)).toMatchObject({ ok: false, problems: expect.arrayContaining([problem]) }));
});

describe('XML that attacks its reader', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY l0 "ja">${Array.from({ length: 30 }, (_, at) => `<!ENTITY l${at + 1} "&l${at};&l${at};&l${at};">`).join('')}]><a>&l30;</a>`;
  it.each([
    ['external entities', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['entities that grow', bomb],
    ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'],
    ['a DTD in another encoding', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'utf16le')],
  ])('%s', (_, xml) => expect(verifyXml(Buffer.from(xml as string))).toMatchObject({ ok: false, problems: [expect.stringMatching(/DTD/)] }));

  it('is cut off when it is huge or nested without end', () => {
    expect(verifyXml(Buffer.alloc(11 * 1024 * 1024, 'a')).problems).toEqual(['El XML pasa de 10 MB']);
    expect(verifyXml(Buffer.from('<a>'.repeat(100_000))).problems).toEqual([expect.stringMatching(/no está bien formado/)]);
  });
});

describe('trust', () => {
  it('is a warning: an unknown root, or a certificate that had ended', () => {
    expect(verdict(signed, [Owner.make({ isAuthority: true }).x509])).toMatchObject({ ok: true, warnings: ['El certificado de la firma no viene de una raíz conocida'] });
    expect(verdict(signed, [authority.x509]).warnings).toHaveLength(1);
    expect(verdict(signed, [owner.x509]).warnings).toEqual([]);
    const late = { ...key, certificate: { ...key.certificate, notAfter: new Date('2099-01-01') } };
    expect(verdict(signXml('<a>1</a>', late, new Date('2090-01-01'))).warnings).toEqual(['El certificado no estaba vigente al firmar']);
  });

  it('is not asked for without roots', () => expect(verdict(signed, [])).toMatchObject({ ok: true, warnings: [] }));

  it('goes through what the signature brings along', () => {
    const withChain = signed.replace('</ds:X509Data>', `<ds:X509Certificate>${between.der.toString('base64')}</ds:X509Certificate></ds:X509Data>`);
    expect(verdict(withChain, [authority.x509])).toMatchObject({ ok: true, warnings: [] });
  });

  it('reads PEM and DER from a folder', async () => {
    const folder = await openTempFolder('puente-roots-');
    writeFileSync(join(folder, 'a.pem'), authority.pem + between.pem);
    writeFileSync(join(folder, 'b.cer'), owner.der);
    writeFileSync(join(folder, 'leame.txt'), 'no');
    expect((await readRoots(folder)).map(({ fingerprint256 }) => fingerprint256)).toEqual([authority, between, owner].map(({ x509 }) => x509.fingerprint256));
    expect(await readRoots(undefined)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
