import type { IntegrationFailure } from '../../../src/core/errors/index.js';
import type { Exchange } from '../../../src/core/http/exchange.js';
import type { DocumentIdentity, IntegrationDefinition } from '../../../src/core/integration/index.js';
import type { TestHouse } from '../house.js';

/** What an integration tells the conformance suite about itself. */
export interface Conforming {
  definition: IntegrationDefinition;
  /** A credential that its sandbox accepts; string values only are secret. */
  secrets: Record<string, string>;
  /** One that the sandbox refuses, and whose deliveries are still let in. */
  wrongSecrets: Record<string, string>;
  metadata: Record<string, unknown>;
  /** Settings of the company that keep the suite short, beside its waits. */
  retry?: Record<string, unknown>;
  /** Further addresses of the sandbox that the metadata names, beside the base URL. */
  addresses?(baseUrl: string): Record<string, unknown>;
  /** Where documents of a company are delivered. Left out: they come from within, and are put into the log as `message` says. */
  path?(company: string): string;
  /** How one of its own documents is put into the log. */
  message?(body: Buffer): DocumentIdentity;
  /** How the same document ends that is delivered again after it succeeded. */
  repeated?: 'duplicate' | 'succeeded';
  /** A document that makes one remote document. */
  document(name: string): object;
  /** The same for one company's credential, where a document names it. */
  addressed?(document: object, credentialId: number): object;
  /** Signature of a delivery; the test API key is sent when it is left out. */
  headers?(body: Buffer): Record<string, string>;
  /** `url` is the origin that takes orders, `baseUrl` the credential's. */
  sandbox(house: TestHouse): { url: string; baseUrl: string };
  /** How many remote documents the sandbox's `/__state` shows for one of ours. */
  documents(state: Record<string, unknown>, company: string, name: string): number;
  errorTable: { failure(exchange: Exchange, call: { write: boolean }): IntegrationFailure };
  /** The call that creates the document, as `POST /__fault` selects it. */
  write: { method: string; path: string };
}

/** Words for an operator: a capital, a blank, and no stack trace, object or markup. */
export const A_SENTENCE = /^(?!.*(\[object|\n\s+at |<html))[\p{Lu}«¿¡].*\s.*/su;
