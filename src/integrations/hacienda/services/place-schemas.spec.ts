import { createServer, type Server } from 'node:http';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { openTempFolder } from '../../../../test/support/temp-folder.js';
import { readEnv } from '../../../core/config/index.js';
import { HttpClient } from '../../../core/http/index.js';
import { fileOf, SCHEMA_ROOTS, validateBySchema } from '../schemas/index.js';
import { PlaceSchemas } from './place-schemas.service.js';

const http = new HttpClient(readEnv({ ALLOW_PRIVATE_HOSTS: 'on' }));
const schemas = new PlaceSchemas(http);
const schema = (root: string): string => {
  const namespace = `https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/${root[0]!.toLowerCase()}${root.slice(1)}`;
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" targetNamespace="${namespace}" elementFormDefault="qualified"><xs:import namespace="http://www.w3.org/2000/09/xmldsig#" schemaLocation="../../xmldsig-core-schema.xsd"/><xs:element name="${root}"><xs:complexType><xs:sequence><xs:element name="Clave" type="xs:string"/><xs:element ref="ds:Signature"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
};
const ALL: Record<string, string> = Object.fromEntries(SCHEMA_ROOTS.map((root) => [fileOf(root), schema(root)]));

let folder: string;
beforeEach(async () => { folder = await openTempFolder('puente-schemas-'); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => http.onApplicationShutdown());
const path = (...names: string[]) => join(folder, ...names);
const placed = () => readdirSync(path('to')).sort();

function folderWith(files: Record<string, string>): string {
  mkdirSync(path('from', '2026', 'v4.4'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path('from', '2026', 'v4.4', name), text);
  return path('from');
}

it('takes them from a folder, and they are used', async () => {
  expect(await schemas.place(folderWith(ALL), path('to'))).toHaveLength(9);
  expect(placed()).toEqual(Object.keys(ALL).sort());
  expect(await validateBySchema('<MensajeReceptor xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeReceptor"><Clave>1</Clave></MensajeReceptor>', 'MensajeReceptor', path('to'))).toEqual([]);
});

it('takes them from a zip', async () => {
  writeFileSync(path('xsd.zip'), zipSync(Object.fromEntries(Object.entries(ALL).map(([name, text]) => [`docs/${name}`, Buffer.from(text)]))));
  await schemas.place(path('xsd.zip'), path('to'));
  expect(placed()).toEqual(Object.keys(ALL).sort());
});

describe('from the web', () => {
  let server: Server;
  let files: Record<string, string>;
  beforeEach(async () => {
    files = { ...ALL };
    server = createServer(({ url }, response) => {
      const text = files[url!.slice('/docs/'.length)];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`;

  it('takes them all', async () => {
    await schemas.place(address(), path('to'));
    expect(placed()).toHaveLength(9);
  });

  it('or says which one is not there, and changes nothing', async () => {
    delete files['MensajeHacienda_V4.4.xsd'];
    await expect(schemas.place(address(), path('to'))).rejects.toThrow(/MensajeHacienda_V4.4.xsd: HTTP 404/);
    expect(() => placed()).toThrow('ENOENT');
  });

  it('or says what to do when nobody answers there', async () => {
    const gone = address();
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
    await expect(schemas.place(gone, path('to'))).rejects.toThrow(/No se pudo bajar http:.*\. Nada cambió\. Descárguelos del portal/);
    expect(() => placed()).toThrow('ENOENT');
  });
});

it.each<[string, () => string, RegExp]>([
  ['nothing', () => path('no-hay'), /No existe/],
  ['a file that is no zip', () => { writeFileSync(path('x.zip'), 'hola'); return path('x.zip'); }, /no es un \.zip/],
  ['an incomplete folder', () => folderWith({ 'FacturaElectronica_V4.4.xsd': ALL['FacturaElectronica_V4.4.xsd']! }), /faltan los XSD de TiqueteElectronico, /],
  ['a broken schema', () => folderWith({ ...ALL, 'MensajeReceptor_V4.4.xsd': schema('MensajeReceptor').replace('xs:string', 'xs:nada') }), /el XSD de MensajeReceptor no se puede usar/],
])('refuses %s and leaves what is there', async (_, source, message) => {
  mkdirSync(path('to'));
  writeFileSync(path('to', fileOf('MensajeReceptor')), 'antes');
  await expect(schemas.place(source(), path('to'))).rejects.toThrow(message);
  expect(readFileSync(path('to', fileOf('MensajeReceptor')), 'utf8')).toBe('antes');
});
