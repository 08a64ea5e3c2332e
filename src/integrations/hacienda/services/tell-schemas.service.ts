import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Env } from '../../../core/config/index.js';
import { SCHEMA_ROOTS } from '../schemas/index.js';
import { readFolder } from '../schemas/read-folder.js';

/** Says at the start when HACIENDA_XSD_DIR promises schemas that are not there: documents would go out without them. */
@Injectable()
export class TellSchemas implements OnApplicationBootstrap {
  private readonly log = new Logger('Hacienda');

  constructor(private readonly env: Env) {}

  async onApplicationBootstrap(): Promise<void> {
    const folder = this.env.HACIENDA_XSD_DIR;
    if (!folder) return;
    const { documents } = await readFolder(folder);
    const missing = SCHEMA_ROOTS.filter((root) => !documents.has(root));
    if (missing.length > 0) this.log.warn(`HACIENDA_XSD_DIR=${folder}: no schema for ${missing.join(', ')}; put them there with "npm run cli -- hacienda schemas"`);
  }
}
