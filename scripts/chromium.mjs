// Prints the path of a Chromium, getting one when there is none: Debian's package as root, Playwright's download elsewhere.
import { chromium } from 'playwright-core';
import { canInstall, install } from './lib/debian.mjs';
import { findProgram, runs } from './lib/find-program.mjs';
import { main, runBin, say, Stop } from './lib/project.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const REMEDY = 'Instale Chromium o indique uno con CHROMIUM_PATH=/ruta / install Chromium or set CHROMIUM_PATH';

await main(() => {
  const path = given() ?? present() ?? fetched();
  if (!path) throw new Stop(`No hay Chromium y no se pudo conseguir / no Chromium and none could be had.\n  ${REMEDY}`);
  console.log(path);
});

function given() {
  const path = process.env.CHROMIUM_PATH;
  if (path && !runs(path)) throw new Stop(`CHROMIUM_PATH no es un programa / is no program: ${path}`);
  return path || undefined;
}

function present() {
  const own = chromium.executablePath();
  return findProgram(...NAMES) ?? (runs(own) ? own : undefined);
}

function fetched() {
  if (canInstall() && install('chromium')) return present();
  say('Descargando Chromium con Playwright / downloading Chromium…');
  runBin('playwright-core/cli.js', ['install', 'chromium'], `No se pudo descargar Chromium / the download failed.\n  ${REMEDY}`, { stdio: ['ignore', 2, 2] });
  return present();
}
