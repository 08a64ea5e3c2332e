import { validateBySchema } from '../../../src/integrations/hacienda/schemas/index.js';

const FOLDER = process.env.HACIENDA_XSD_DIR;
export const hasOfficialSchemas = FOLDER !== undefined;

let told = false;

/** What the official schema of `root` has against a document; without HACIENDA_XSD_DIR nothing, and one line that says so. */
export async function schemaErrors(xml: string, root: string): Promise<string[]> {
  if (!FOLDER) {
    if (!told) process.stderr.write('HACIENDA_XSD_DIR is not set: documents were not checked against the official schemas.\n');
    told = true;
    return [];
  }
  const errors = await validateBySchema(xml, root, FOLDER);
  if (!errors) throw new Error(`No schema of ${root} in HACIENDA_XSD_DIR (${FOLDER})`);
  return errors;
}
