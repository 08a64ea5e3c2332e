import { execFileSync, spawnSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IDS = ['http://uri.etsi.org/01903/v1.3.2#:SignedProperties', 'http://www.w3.org/2000/09/xmldsig#:KeyInfo'].flatMap((name) => ['--id-attr:Id', name]);

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
  const { status, stdout, stderr } = spawnSync(findXmlsec(), ['--verify', '--trusted-pem', certificate, ...IDS, document], { encoding: 'utf8' });
  const output = stdout + stderr;
  return { ok: status === 0, references: /SignedInfo References \(ok\/all\): (\d+\/\d+)/.exec(output)?.[1] ?? '', output };
}

/** A template with its digests and its value left empty, signed by xmlsec1. */
export function signWithXmlsec(folder: string, template: string, key: KeyObject): string {
  const [document, pem] = [join(folder, 'template.xml'), join(folder, 'key.pem')];
  writeFileSync(document, template);
  writeFileSync(pem, key.export({ type: 'pkcs8', format: 'pem' }));
  const { status, stdout, stderr } = spawnSync(findXmlsec(), ['--sign', '--privkey-pem', pem, ...IDS, document], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`xmlsec1 did not sign: ${stderr}`);
  return stdout;
}
