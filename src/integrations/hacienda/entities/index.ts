import { EinvoiceDocument } from './einvoice-document.entity.js';
import { HaciendaReceivedDocument } from './hacienda-received-document.entity.js';
import { HaciendaResponseMessage } from './hacienda-response-message.entity.js';
import { HaciendaResponseRow } from './hacienda-response-row.entity.js';
import { HaciendaSequence } from './hacienda-sequence.entity.js';

export const HACIENDA_ENTITIES = [EinvoiceDocument, HaciendaSequence, HaciendaResponseMessage, HaciendaResponseRow, HaciendaReceivedDocument] as const;
