export { buildDocumentXml, buildMensajeReceptorXml } from './build-xml.js';
export { costaRicaMoment, inCostaRica } from './dates.js';
export { judgeAnswer } from './judge-answer.js';
export { judgeDocument, type JudgeContext } from './judge-document.js';
export * from './numbers.js';
export { readHaciendaAnswer } from './read-answer.js';
export { readReceivedDocument } from './read-received.js';
export { answerSchema, documentSchema } from './shape/index.js';
export type * from './types.js';
