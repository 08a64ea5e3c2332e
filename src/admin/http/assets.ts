import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router, static as serveFolder, type RequestHandler } from 'express';

/** `dist/admin`, filled by `npm run build`, whether we run compiled or from source. */
export const ASSETS_FOLDER = join(projectRoot(dirname(fileURLToPath(import.meta.url))), 'dist', 'admin');

/** Changes with every build, so that browsers may keep what they have for a year. Null when nothing was built yet. */
export function assetsVersion(): string | null {
  const manifest = join(ASSETS_FOLDER, 'manifest.json');
  if (!existsSync(manifest)) return null;
  return createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 12);
}

/** The pre-bundled scripts, styles and images, gzipped at build time. Public: the login page needs them too. */
export function serveAssets(): RequestHandler {
  const router = Router();
  router.get('/{*file}', (request, response, next) => {
    const name = request.path.slice(1);
    response.set('Cache-Control', request.query.v ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.vary('Accept-Encoding');
    if (/^[\w.-]+\.(js|css|svg)$/.test(name) && request.acceptsEncodings('gzip') && existsSync(join(ASSETS_FOLDER, `${name}.gz`))) {
      response.type(name.slice(name.lastIndexOf('.'))).set('Content-Encoding', 'gzip');
      request.url = `${request.url.replace(name, `${name}.gz`)}`;
    }
    next();
  });
  router.use(serveFolder(ASSETS_FOLDER, { index: false, cacheControl: false, fallthrough: false }));
  return router;
}

function projectRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectRoot(dirname(folder));
}
