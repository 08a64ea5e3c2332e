// Prints the path of a Redis or Valkey server; nothing when there is none and none can be installed. `--install` may get one.
import { canInstall, install } from './lib/debian.mjs';
import { findProgram } from './lib/find-program.mjs';

const find = () => process.env.REDIS_SERVER_PATH || findProgram('valkey-server', 'redis-server');

let path = find();
if (!path && process.argv.includes('--install') && canInstall()) {
  install('valkey-server', 'redis-server');
  path = find();
}
if (path) console.log(path);
