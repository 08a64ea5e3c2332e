import { rmSync } from 'node:fs';
import { plainCalls } from '../../../test/support/hacienda/plain-calls.js';
import { taxpayer } from '../../../test/support/hacienda/taxpayer.js';
import { verifyWithXmlsec } from '../../../test/support/hacienda/xmlsec.js';
import { openTempFolder } from '../../../test/support/temp-folder.js';
import { haciendaSandbox } from '../../sandbox/hacienda/index.js';
import { createSandbox, type RunningSandbox } from '../../sandbox/sandbox-server.js';
import { DOCUMENT_KINDS } from './catalogues/index.js';
import { signIn } from './client/authenticate.js';
import { HaciendaClient } from './client/hacienda.client.js';
import { buildDocumentXml, claveOf, consecutivoOf, type DocumentType, judgeDocument, type Issuer, readHaciendaAnswer } from './mapping/index.js';
import { KIT, SAMPLES } from './mapping/samples.fixture.js';
import { validateBySchema } from './schemas/index.js';
import { openP12, signXml, verifyXml } from './signing/index.js';

const OFFICIAL = process.env.HACIENDA_XSD_DIR;
const { secrets, owner, metadata } = taxpayer('', '3101987654');
const key = openP12(owner.p12(), '1234');
const issuer = { provider_system_id: metadata.identification, ...metadata } as unknown as Issuer;
const issuedAt = `${new Date(Date.now() - 6 * 3_600_000).toISOString().slice(0, 19)}-06:00`;

let folder: string;
let running: RunningSandbox;
let calls: ReturnType<typeof plainCalls>;
let client: HaciendaClient;
beforeAll(async () => {
  folder = await openTempFolder('puente-every-');
  running = await createSandbox(haciendaSandbox({ rules: { answer_after_ms: 0 } })).start();
  calls = plainCalls(running.baseUrl);
  const { token } = await signIn(calls, { token_url: `${running.url}/auth/realms/rut-stag/protocol/openid-connect/token`, client_id: 'api-stag' }, secrets);
  client = new HaciendaClient(calls, { token: async () => token, refused: async () => undefined });
});
afterAll(async () => {
  await calls.end();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

// From the user's JSON to Hacienda's signed acceptance, with nothing of the house between.
const KITS = { FE: { ...SAMPLES.FE, payments: [{ type: '04' }], lines: [...SAMPLES.FE.lines, KIT] }, TE: { ...SAMPLES.TE, lines: [KIT] }, FEE: { ...SAMPLES.FEE, lines: [{ ...KIT, tariff_heading: '190590000000' }] } };
const CASES: [string, object, number][] = [
  ...Object.entries(SAMPLES).map(([name, sample]): [string, object, number] => [name, sample, 1]),
  ...Object.entries(KITS).map(([name, sample]): [string, object, number] => [`${name} with a kit`, sample, 2]),
];

describe.each(CASES)('%s', (_, sample, number) => {
  const judged = judgeDocument(sample, { issuer, today: issuedAt.slice(0, 10) });
  if ('problems' in judged) throw new Error(JSON.stringify(judged.problems));
  const { document } = judged;
  const type: DocumentType = document.document_type;
  const consecutive = consecutivoOf({ branch: '001', terminal: '00001', typeCode: DOCUMENT_KINDS[type].code, number });
  const clave = claveOf({ date: issuedAt.slice(0, 10), identification: issuer.identification, consecutive, situation: '1', securityCode: '12345678' });
  const xml = signXml(buildDocumentXml(document, issuer, { clave, consecutive, issuedAt }), key, new Date());

  it('is signed as xmlsec1 and the schema want it', async () => {
    expect(verifyWithXmlsec(folder, xml, owner.pem)).toMatchObject({ ok: true, references: '2/2' });
    expect(verifyXml(Buffer.from(xml), [owner.x509])).toMatchObject({ ok: true, warnings: [] });
    if (OFFICIAL) expect(await validateBySchema(xml, DOCUMENT_KINDS[type].root, OFFICIAL)).toEqual([]);
  });

  it('is accepted', async () => {
    const seller = type === 'FEC' ? document.supplier! : issuer;
    const buyer = type === 'FEC' ? issuer : document.receiver;
    const party = (who: { identification_type?: string; identification?: string }) => ({ identification_type: who.identification_type!, identification: who.identification! });
    await client.submit({ clave, issuedAt, issuer: party(seller), receiver: buyer && party(buyer), xml });
    const { state, answerXml } = (await client.status(clave))!;
    expect(readHaciendaAnswer(answerXml!)).toMatchObject({ rows: [] });
    expect(state).toBe('aceptado');
  });
});
