import { StreamableFile } from '@nestjs/common';
import type { DocumentFile } from './services/document-files.service.js';

/** A file that the browser saves under its own name. */
export const asDownload = ({ name, type, content }: DocumentFile): StreamableFile =>
  new StreamableFile(content, { type, disposition: `attachment; filename="${name}"`, length: content.length });
