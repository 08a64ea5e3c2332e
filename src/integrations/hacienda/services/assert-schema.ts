import { IntegrationFailure } from '../../../core/errors/index.js';
import { DOCUMENT_KINDS } from '../catalogues/index.js';
import type { DocumentType } from '../mapping/types.js';
import { validateBySchema } from '../schemas/index.js';

/** Hacienda's own schema, where its files are installed (HACIENDA_XSD_DIR). Throws before the number is used. */
export async function assertSchema(xml: Buffer, type: DocumentType, folder: string | undefined): Promise<void> {
  const wrong = await validateBySchema(xml, DOCUMENT_KINDS[type].root, folder);
  if (!wrong?.length) return;
  throw new IntegrationFailure('conflict', {
    code: 'hacienda.schema',
    message: `El XML no cumple el esquema oficial: ${wrong.slice(0, 3).join('; ')}. No se usó ningún consecutivo; avise a soporte con el documento.`,
    details: { problems: wrong.slice(0, 50) },
  });
}
