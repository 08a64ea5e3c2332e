import type { FieldProblem } from '../../../core/problems/index.js';
import { invalidFields } from '../../../core/problems/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { judgeDocument } from '../mapping/judge-document.js';
import type { DocumentProblem, PreparedDocument } from '../mapping/types.js';
import { costaRicaDay } from './costa-rica.js';
import { issuerOf } from './issuing-credential.service.js';
import type { HaciendaCredential } from './open-session.js';

/** The invoice judged and computed, or everything that Hacienda would refuse. */
export const judgeInput = (input: unknown, credential: HaciendaCredential): { document: PreparedDocument } | { problems: DocumentProblem[] } =>
  judgeDocument(input, { issuer: issuerOf(credential), today: costaRicaDay(new Date()), receiptTotal: credential.metadata.rep_total });

/** For whoever sent it: 400 with all of them. */
export const asInvalidFields = (problems: readonly DocumentProblem[]) => invalidFields(...problems.map(asFieldProblem));

/** For a message: nothing of it goes on. */
export const asFailure = (problems: readonly DocumentProblem[]): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'hacienda.document_invalid',
    message: `El documento no cumple las reglas de Hacienda: ${problems.slice(0, 5).map(({ path, message }) => `${path}: ${message}`).join('; ')}${problems.length > 5 ? `; y ${problems.length - 5} más` : ''}. Corríjalo y envíelo de nuevo.`,
    details: { problems: problems.slice(0, 100) },
  });

const asFieldProblem = ({ path, message }: DocumentProblem): FieldProblem => ({ path, es: message, en: message });
