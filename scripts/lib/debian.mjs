import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './project.mjs';

/** True where we may install packages ourselves: root on a Debian or a child of it. */
export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs the first of `packages` that this release has; false when none could be. */
export function install(...packages) {
  apt('update', '-qq');
  const name = packages.find(known);
  if (!name) return false;
  say(`Instalando ${name} con apt / installing ${name}…`);
  return apt('install', '-y', '-qq', '--no-install-recommends', name);
}

const known = (name) => /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');

function apt(...args) {
  // Answers nobody is there to type, and no service started by the package.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 2], env }).status === 0;
}
