import { IntegrationFailure } from '../../../core/errors/index.js';

/** What Hacienda's own schema has against it, where its files are installed (HACIENDA_XSD_DIR). Throws before the number is used. */
export function assertSchema(wrong: readonly string[], what: string, advice: string): void {
  if (wrong.length === 0) return;
  throw new IntegrationFailure('conflict', {
    code: 'hacienda.schema',
    message: `${what} no cumple el esquema oficial: ${wrong.slice(0, 3).join('; ')}. No se usó ningún consecutivo; ${advice}.`,
    details: { problems: wrong.slice(0, 50) },
  });
}
