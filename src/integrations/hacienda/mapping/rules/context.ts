import type { DocumentInput, Draft } from '../shape/index.js';
import type { DocumentType, Issuer } from '../types.js';

/** A document as far as its fields could be read: a rule judges what is there and leaves the rest to the field's own problem. */
export type DocumentDraft = Draft<DocumentInput>;

export interface RuleContext {
  type: DocumentType;
  issuer: Issuer;
  /** The document's day, and today, both Costa Rica's. */
  day: string;
  today: string;
  report(path: string, message: string): void;
}

export type DocumentRule = (document: DocumentDraft, context: RuleContext) => void;
