import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invoiceXml } from '../../../../test/support/hacienda/invoice-xml.js';
import { Owner } from '../../../../test/support/hacienda/owner.js';
import { openTempFolder } from '../../../../test/support/temp-folder.js';
import { openP12, signXml } from '../signing/index.js';
import { validateBySchema } from './index.js';

const NS = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/facturaElectronica';
const OFFICIAL = process.env.HACIENDA_XSD_DIR;

/** A schema of our own making, in the form of Hacienda's: what it imports, and the names of the types that change. */
const schema = (codes: string[]): string => `<?xml version="1.0" encoding="UTF-8"?><xs:schema xmlns="${NS}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" targetNamespace="${NS}" elementFormDefault="qualified">
<xs:import namespace="http://www.w3.org/2000/09/xmldsig#" schemaLocation="../../xmldsig-core-schema.xsd"/>
<xs:element name="FacturaElectronica"><xs:complexType><xs:sequence>
<xs:element name="Clave"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="\\d{50,50}"/></xs:restriction></xs:simpleType></xs:element>
<xs:element name="Linea" maxOccurs="3"><xs:complexType><xs:sequence><xs:element name="Codigo" type="CodigoReferenciaType"/></xs:sequence></xs:complexType></xs:element>
<xs:element ref="ds:Signature"/></xs:sequence></xs:complexType></xs:element>
<xs:simpleType name="CodigoReferenciaType"><xs:restriction base="xs:string">${codes.map((code) => `<xs:enumeration value="${code}"/>`).join('')}</xs:restriction></xs:simpleType></xs:schema>`;
const document = (clave: string, ...codes: string[]): string => `<FacturaElectronica xmlns="${NS}"><Clave>${clave}</Clave>${codes.map((code) => `<Linea><Codigo>${code}</Codigo></Linea>`).join('')}</FacturaElectronica>`;

let folder: string;
beforeAll(async () => {
  folder = await openTempFolder('puente-xsd-');
  mkdirSync(join(folder, '2024', 'v4.4'), { recursive: true });
  writeFileSync(join(folder, '2024', 'v4.4', 'Factura.xsd.xml'), schema(['01', '02']));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const check = (xml: string) => validateBySchema(xml, 'FacturaElectronica', folder);
const CLAVE = '5'.repeat(50);

it('finds a schema by what it declares, and says where in the document it is broken', async () => {
  expect(await check(document(CLAVE, '01', '02'))).toEqual([]);
  expect(await check(document('5', '01', '77'))).toEqual([
    expect.stringMatching(/^Clave: Element 'Clave': \[facet 'pattern'\]/),
    expect.stringMatching(/^Linea\[2\]\/Codigo: Element 'Codigo': \[facet 'enumeration'\] The value '77'/),
  ]);
  expect(await check(document(CLAVE))).toEqual([expect.stringMatching(/not expected\. Expected is \( Linea \)/)]);
});

it('takes a signed document too', async () => {
  const signed = signXml(document(CLAVE, '01'), openP12(Owner.make().p12(), '1234'), new Date());
  expect(await check(signed)).toEqual([]);
  expect(await check(signed.replace('</FacturaElectronica>', '<Mas/></FacturaElectronica>'))).toEqual([expect.stringMatching(/'Mas': This element is not expected/)]);
});

it('lets pass what Hacienda added later: reference codes, and letters in a clave', async () => {
  expect(await check(document(`${'5'.repeat(49)}A`, '13', '17'))).toEqual([]);
  expect(await check(document(CLAVE, '18'))).toHaveLength(1);
});

it('of two revisions takes the later', async () => {
  const both = await openTempFolder('puente-xsd-');
  cpSync(folder, both, { recursive: true });
  mkdirSync(join(both, '2026'));
  writeFileSync(join(both, '2026', 'a.xsd'), schema(['01', '55']));
  expect(await validateBySchema(document(CLAVE, '55'), 'FacturaElectronica', both)).toEqual([]);
  rmSync(both, { recursive: true });
});

it('says nothing without a folder, or for a root it has no file of', async () => {
  expect(await validateBySchema(document(CLAVE), 'FacturaElectronica', undefined)).toBeUndefined();
  expect(await validateBySchema('<a/>', 'TiqueteElectronico', folder)).toBeUndefined();
  expect(await validateBySchema('<a/>', 'Otro', folder)).toBeUndefined();
  expect(await validateBySchema('<a/>', 'FacturaElectronica', join(folder, 'no-hay'))).toBeUndefined();
});

// The official files are the customer's: they are not in the project.
if (OFFICIAL) {
  it('an invoice of ours obeys the official schema, unsigned and signed', async () => {
    const { xml } = invoiceXml();
    expect(await validateBySchema(xml, 'FacturaElectronica', OFFICIAL)).toEqual([]);
    expect(await validateBySchema(signXml(xml, openP12(Owner.make().p12(), '1234'), new Date()), 'FacturaElectronica', OFFICIAL)).toEqual([]);
  });
} else {
  process.stderr.write('HACIENDA_XSD_DIR no está: los XSD oficiales no se usaron en estas pruebas / the official XSDs were not used in these tests\n');
}
