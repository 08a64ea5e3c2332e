import { Stop } from './project.mjs';

const LEAST = [20, 19];

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  throw new Stop(`Puente necesita Node ${LEAST.join('.')} o más nuevo; este es ${version} / Puente needs Node ${LEAST.join('.')} or newer.\n  Instálelo de https://nodejs.org y repita / install it and try again.`);
}
