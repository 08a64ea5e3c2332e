import { buildDocumentXml, buildMensajeReceptorXml } from '../mapping/build-xml.js';
import type { DocumentNumbers, Issuer, MensajeReceptor, PreparedDocument } from '../mapping/types.js';
import { validateBySchema } from '../schemas/index.js';
import { openP12 } from './open-p12.js';
import type { SignaturePolicy } from './policy.js';
import { signXml } from './sign-xml.js';
import type { SigningKey } from './types.js';

/** With what and when it is signed; `schemas` is the folder of the official ones, if there is any. */
export interface Seal {
  key: SigningKey;
  at: Date;
  policy: SignaturePolicy;
  schemas: string | undefined;
}

/** The exact bytes to keep and to send, and what the official schema has against them. */
export interface Sealed {
  xml: Uint8Array;
  wrong: string[];
}

/** What takes long enough to be done beside the event loop. */
export const SIGNING_TASKS = {
  /** Throws SigningProblem. */
  openKey: ({ p12, pin, at }: { p12: Uint8Array; pin: string; at: Date }): SigningKey => openP12(Buffer.from(p12), pin, at),
  signDocument: ({ document, issuer, numbers, root, seal }: { document: PreparedDocument; issuer: Issuer; numbers: DocumentNumbers; root: string; seal: Seal }): Promise<Sealed> =>
    sealed(buildDocumentXml(document, issuer, numbers), root, seal),
  signAnswer: ({ answer, seal }: { answer: MensajeReceptor; seal: Seal }): Promise<Sealed> => sealed(buildMensajeReceptorXml(answer), 'MensajeReceptor', seal),
};

async function sealed(xml: string, root: string, { key, at, policy, schemas }: Seal): Promise<Sealed> {
  // What was copied between threads is no Buffer any more.
  const signed = Buffer.from(signXml(xml, { ...key, der: Buffer.from(key.der) }, at, policy));
  return { xml: signed, wrong: (await validateBySchema(signed, root, schemas)) ?? [] };
}
