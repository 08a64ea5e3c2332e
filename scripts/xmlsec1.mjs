// Prints the path of xmlsec1, the verifier of signatures that is none of ours; as root on Debian it is installed when missing.
import { canInstall, install } from './lib/debian.mjs';
import { findProgram, runs } from './lib/find-program.mjs';
import { main, Stop } from './lib/project.mjs';

const REMEDY = 'Instálelo (Debian: apt install xmlsec1) o indique uno con XMLSEC1_PATH=/ruta / install it or set XMLSEC1_PATH';

await main(() => {
  const path = given() ?? findProgram('xmlsec1') ?? fetched();
  if (!path) throw new Stop(`No hay xmlsec1 y no se pudo conseguir: sin él nadie ajeno comprueba las firmas / no xmlsec1 and none could be had.\n  ${REMEDY}`);
  console.log(path);
});

function given() {
  const path = process.env.XMLSEC1_PATH;
  if (path && !runs(path)) throw new Stop(`XMLSEC1_PATH no es un programa / is no program: ${path}`);
  return path || undefined;
}

function fetched() {
  return canInstall() && install('xmlsec1') ? findProgram('xmlsec1') : undefined;
}
