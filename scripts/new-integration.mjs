// node scripts/new-integration.mjs <id> [--into <folder>]: every mandatory room of an integration, working, and its registry line.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { main, ROOT, say, Stop } from './lib/project.mjs';

const TEMPLATES = join(ROOT, 'scripts/new-integration/templates');

await main(() => {
  const [id, flag, into] = process.argv.slice(2);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id ?? '') || (flag && flag !== '--into')) {
    throw new Stop('Uso / usage: node scripts/new-integration.mjs <id>   (minúsculas, cifras y guiones / lower case, digits, hyphens)');
  }
  const integrations = join(into ?? ROOT, 'src/integrations');
  const folder = join(integrations, id);
  if (existsSync(folder)) throw new Stop(`Ya existe / exists already: ${folder}`);
  const words = namesOf(id);
  for (const file of filesUnder(TEMPLATES)) write(join(folder, fill(relative(TEMPLATES, file).replace(/\.txt$/, ''), words)), fill(readFileSync(file, 'utf8'), words));
  register(join(integrations, 'index.ts'), id, words);
  say(`Hecha / made: ${folder}\nSiga / go on: docs/adding-an-integration.md`);
});

function namesOf(id) {
  const Class = id.split('-').map((part) => part[0].toUpperCase() + part.slice(1)).join('');
  return { __CONST__: id.toUpperCase().replaceAll('-', '_'), __Class__: Class, __const__: Class[0].toLowerCase() + Class.slice(1), __id__: id };
}

function fill(text, words) {
  return Object.entries(words).reduce((filled, [name, value]) => filled.replaceAll(name, value), text);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The one line (with its two imports) by which the house knows the integration. */
function register(file, id, { __Class__, __const__ }) {
  const imports = `import { ${__const__} } from './${id}/${id}.definition.js';\nimport { ${__Class__}Module } from './${id}/${id}.module.js';\n`;
  const text = readFileSync(file, 'utf8');
  const registered = text.replace(/\n\n/, `\n${imports}\n`).replace(/\n\];/, `\n  { definition: ${__const__}, module: ${__Class__}Module },\n];`);
  if (!registered.includes(`{ definition: ${__const__},`)) throw new Stop(`No se encontró la lista en / no list found in ${file}`);
  writeFileSync(file, registered);
}

function filesUnder(folder) {
  return readdirSync(folder).map((name) => join(folder, name)).flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}
