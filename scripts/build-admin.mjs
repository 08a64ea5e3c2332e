// Makes dist/admin: our components in one bundle, AdminJS's own scripts, styles and images, each gzipped beside itself.
// Does nothing when no input changed. The running program only serves the folder.
// Usage: node scripts/build-admin.mjs [folder]
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src', 'admin');
const integrations = join(root, 'src', 'integrations');
const target = process.argv[2] ?? join(root, 'dist', 'admin');
const require = createRequire(import.meta.url);
const adminjs = dirname(require.resolve('adminjs'));
const designSystem = dirname(dirname(require.resolve('@adminjs/design-system')));
const scripts = join(adminjs, 'lib', 'frontend', 'assets', 'scripts');

/** Always AdminJS's production builds: the development ones are seven times as large. */
const COPIES = {
  'global.bundle.js': join(scripts, 'global-bundle.production.js'),
  'app.bundle.js': join(scripts, 'app-bundle.production.js'),
  ...Object.fromEntries(readdirSync(join(source, 'assets')).map((name) => [name, join(source, 'assets', name)])),
};

/** Modules the page has already, as globals; a second React would break hooks. */
const GLOBALS = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-feather': 'FeatherIcons',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
};

const globals = {
  name: 'page-globals',
  setup(builder) {
    builder.onResolve({ filter: /^(react(-dom|-feather|-router(-dom)?)?|adminjs|@adminjs\/design-system)$/ }, ({ path }) => ({ path, namespace: 'global' }));
    builder.onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({ contents: `module.exports = window.${GLOBALS[path]}` }));
  },
};

async function bundleComponents() {
  const result = await build({
    entryPoints: [join(source, 'components', 'bundle.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    charset: 'utf8',
    tsconfigRaw: { compilerOptions: { jsx: 'react', jsxFactory: 'window.React.createElement', jsxFragmentFactory: 'window.React.Fragment' } },
    plugins: [globals],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** AdminJS's design system, made anew: its reckoning with colours is ours, because our colours are CSS variables (dark mode). */
async function bundleDesignSystem() {
  const result = await build({
    entryPoints: [join(designSystem, 'entry.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'AdminJSDesignSystem',
    footer: { js: 'AdminJSDesignSystem = AdminJSDesignSystem.default;' },
    target: 'es2022',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_BROWSER': 'true' },
    alias: { polished: join(source, 'css-colors.ts') },
    plugins: [globals],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

function inputsHash() {
  const hash = createHash('sha256');
  const ours = ['components', 'locales', 'assets'].flatMap((folder) => readdirSync(join(source, folder)).map((name) => join(source, folder, name)));
  // The words and pages of the integrations are in the bundle too.
  ours.push(join(source, 'integration-pages.ts'), join(source, 'runbooks.ts'), join(source, 'css-colors.ts'), ...readdirSync(integrations, { recursive: true }).filter((name) => /\.admin-\w+\.ts$/.test(name)).map((name) => join(integrations, name)));
  const versions = [join(adminjs, 'package.json'), join(designSystem, 'package.json'), fileURLToPath(import.meta.url)];
  for (const file of [...ours.sort(), ...versions]) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

const manifest = join(target, 'manifest.json');
const inputs = inputsHash();
if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).inputs === inputs) process.exit(0);

const startedAt = performance.now();
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const files = { 'components.bundle.js': await bundleComponents(), 'design-system.bundle.js': await bundleDesignSystem() };
for (const [name, path] of Object.entries(COPIES)) files[name] = await readFile(path);
const pack = promisify(gzip);
for (const [name, bytes] of Object.entries(files)) {
  await writeFile(join(target, name), bytes);
  await writeFile(join(target, `${name}.gz`), await pack(bytes, { level: 9 }));
}
const sizes = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.length]));
await writeFile(manifest, JSON.stringify({ inputs, sizes }, null, 2));
console.error(`dist/admin made in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
