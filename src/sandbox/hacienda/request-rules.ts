import { type DocumentFacts, plain, type PartyFacts, senderOf } from './document-facts.js';
import { DOCUMENT_MODELS } from './structure.js';

type Fields = Record<string, unknown>;

/** The JSON of `POST /recepcion`. */
export interface ReceptionBody {
  clave: string;
  fecha: string;
  emisor: Fields;
  receptor?: Fields;
  callbackUrl?: string;
  consecutivoReceptor?: string;
  comprobanteXml: string;
}

interface Rule {
  broken(facts: DocumentFacts, body: ReceptionBody): boolean;
  says: string;
}

/** What makes the reception refuse a document at once (400): the message and the XML, or the clave and the XML, contradict each other. */
export const REQUEST_RULES: readonly Rule[] = [
  { broken: ({ clave }, body) => clave !== body.clave, says: 'La clave del mensaje no coincide con la clave del comprobante' },
  { broken: (facts, { emisor }) => !isParty(emisor, facts.issuer) && !isOwnPurchase(facts, emisor), says: 'El emisor del mensaje no coincide con el emisor del comprobante' },
  { broken: ({ receiver }, { receptor }) => receptor !== undefined && (!receiver || !isParty(receptor, receiver)) , says: 'El receptor del mensaje no coincide con el receptor del comprobante' },
  { broken: ({ receiver }, { receptor }) => receptor === undefined && receiver !== undefined && receiver.number !== '' && receiver.number.length <= 12, says: 'El receptor es requerido cuando el comprobante lo tiene' },
  { broken: ({ root }, { consecutivoReceptor }) => root === 'MensajeReceptor' && !consecutivoReceptor, says: 'El consecutivoReceptor es requerido para un mensaje de receptor' },
  { broken: ({ root, consecutive }, { consecutivoReceptor }) => consecutivoReceptor !== undefined && (root !== 'MensajeReceptor' || consecutivoReceptor !== consecutive), says: 'El consecutivoReceptor no coincide con el del comprobante' },
  { broken: ({ root, consecutive }) => !(DOCUMENT_MODELS[root]?.types ?? []).includes(consecutive.slice(8, 10)), says: 'El tipo de comprobante del consecutivo no corresponde al documento' },
  { broken: ({ issuedAt }, { fecha }) => Date.parse(fecha) !== Date.parse(issuedAt), says: 'La fecha del mensaje no coincide con la fecha de emisión del comprobante' },
  { broken: (facts) => isOwn(facts) && facts.clave.slice(21, 41) !== facts.consecutive, says: 'La clave no contiene el consecutivo del comprobante' },
  { broken: (facts) => isOwn(facts) && facts.clave.slice(3, 9) !== dayOf(facts.issuedAt), says: 'La fecha de la clave no coincide con la fecha de emisión' },
  { broken: (facts) => isOwn(facts) && plain(facts.clave.slice(9, 21)) !== plain(senderOf(facts).number), says: 'La identificación de la clave no es la del emisor' },
  { broken: (facts) => isOwn(facts) && !/^506.{38}[123]\d{8}$/.test(facts.clave), says: 'La clave no tiene la estructura correcta' },
];

/** A MensajeReceptor carries another's clave. */
const isOwn = ({ root }: DocumentFacts): boolean => root !== 'MensajeReceptor';

/** Peers do not agree on who a FacturaElectronicaCompra's message names as its emisor: either is taken. */
const isOwnPurchase = ({ root, receiver }: DocumentFacts, emisor: Fields): boolean => root === 'FacturaElectronicaCompra' && receiver !== undefined && isParty(emisor, receiver);

const isParty = ({ tipoIdentificacion, numeroIdentificacion }: Fields, { type, number }: PartyFacts): boolean =>
  plain(String(numeroIdentificacion)) === plain(number) && (type === '' || tipoIdentificacion === type);

/** ddmmyy of a date as written: Costa Rica's own. */
const dayOf = (issuedAt: string): string => issuedAt.slice(0, 10).split('-').reverse().map((part) => part.slice(-2)).join('');
