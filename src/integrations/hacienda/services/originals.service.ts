import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { storableJson } from '../../../core/text/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { judgeOriginals, type Original, type OriginalsVerdict } from '../mapping/judge-originals.js';
import type { DocumentProblem, PreparedDocument } from '../mapping/types.js';
import { asFailure } from './judge-input.js';

// In the order of their ids, so that two notes on the same originals wait for each other instead of deadlocking.
const LOCK = 'SELECT 1 FROM einvoice_document WHERE company = $1 AND clave = ANY($2) ORDER BY id FOR UPDATE';
// A statement of its own, after the lock: only then does it see what the transaction it waited for has written.
// A note that another one took back (a debit note on a credit note) counts only for the rest, once Hacienda has accepted that: what is
// only written, or never sent, gives nothing back.
const ORIGINALS = `
  SELECT d.id, d.clave, d.consecutive, d.document_type, d.state, d.environment, d.currency, coalesce(d.document->>'exchange_rate', '1') AS exchange_rate,
    d.total::text, d.receiver_identification, (
      SELECT coalesce(sum(a.amount - a.amount * coalesce(back.amount, 0) / n.total), 0)::numeric(23,5)::text
      FROM einvoice_adjustment a JOIN einvoice_document n ON n.id = a.document_id
      LEFT JOIN LATERAL (
        SELECT sum(b.amount) AS amount FROM einvoice_adjustment b JOIN einvoice_document m ON m.id = b.document_id
        WHERE b.original_id = n.id AND m.state = 'accepted') back ON true
      WHERE a.original_id = d.id AND a.document_id <> $3 AND n.state NOT IN ('canceled','rejected')) AS taken
  FROM einvoice_document d WHERE d.company = $1 AND d.clave = ANY($2)`;
const FORGET = 'DELETE FROM einvoice_adjustment WHERE document_id = $1';
const REMEMBER = 'INSERT INTO einvoice_adjustment (document_id, original_id, amount) SELECT $1, * FROM unnest($2::uuid[], $3::numeric[])';
const WARN = 'UPDATE einvoice_document SET warnings = $2 WHERE id = $1';

type Note = Pick<EinvoiceDocument, 'id' | 'company' | 'environment'> & { document: PreparedDocument };

/** Credit and debit notes against the documents they refer to, within the transaction that stores or signs the note. */
@Injectable()
export class Originals {
  /** Everything that keeps the note from standing; when nothing does, what it takes from each original is written down. */
  async link(tx: Queryable, note: Note): Promise<DocumentProblem[]> {
    return isNote(note) ? (await this.judge(tx, note)).problems : [];
  }

  /** Before a note gets its number. Throws a `conflict`, or a `transient_error` while Hacienda has not answered the original. */
  async assertReady(tx: Queryable, note: Note): Promise<void> {
    if (!isNote(note)) return;
    const { problems, pending } = await this.judge(tx, note);
    if (problems.length > 0) throw asFailure(problems);
    if (pending) throw notYet(pending);
  }

  private async judge(tx: Queryable, { id, company, environment, document }: Note): Promise<OriginalsVerdict> {
    const claves = document.references.flatMap(({ number }) => number ?? []);
    await tx.query(LOCK, [company, claves]);
    const originals = (await tx.query(ORIGINALS, [company, claves, id])).rows as Original[];
    const verdict = judgeOriginals(document, originals, environment!);
    await tx.query(FORGET, [id]);
    await tx.query(REMEMBER, [id, verdict.adjustments.map(({ original_id }) => original_id), verdict.adjustments.map(({ amount }) => amount)]);
    await tx.query(WARN, [id, storableJson(verdict.warnings)]);
    return verdict;
  }
}

const isNote = ({ document: { document_type: type } }: Note): boolean => type === 'NC' || type === 'ND';

const notYet = (original: string): IntegrationFailure =>
  new IntegrationFailure('transient_error', {
    code: 'hacienda.original_pending',
    message: `Hacienda todavía no ha aceptado ${original}: la nota espera y no gasta consecutivo. Si tarda, consulte o envíe el original.`,
  });
