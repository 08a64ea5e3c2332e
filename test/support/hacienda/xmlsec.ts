import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

let found: string | undefined;

/** xmlsec1, or one that can be had here; its absence fails the test that needs it. */
function findXmlsec(): string {
  const script = join(import.meta.dirname, '../../../scripts/xmlsec1.mjs');
  found ??= process.env.XMLSEC1_PATH ?? execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  return found;
}

/** What a program that is none of ours says of a signature: whether it holds, and how many references it found right («3/3»). */
export function verifyWithXmlsec(folder: string, xml: string | Buffer, certificatePem: string): { ok: boolean; references: string; output: string } {
  const [document, certificate] = [join(folder, 'document.xml'), join(folder, 'certificate.pem')];
  writeFileSync(document, xml);
  writeFileSync(certificate, certificatePem);
  const ids = ['http://uri.etsi.org/01903/v1.3.2#:SignedProperties', 'http://www.w3.org/2000/09/xmldsig#:KeyInfo'].flatMap((name) => ['--id-attr:Id', name]);
  const { status, stdout, stderr } = spawnSync(findXmlsec(), ['--verify', '--trusted-pem', certificate, ...ids, document], { encoding: 'utf8' });
  const output = stdout + stderr;
  return { ok: status === 0, references: /SignedInfo References \(ok\/all\): (\d+\/\d+)/.exec(output)?.[1] ?? '', output };
}
