// npm run bench: from a fresh clone to a table of ratios, in under four minutes.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from '../scripts/lib/prepare.mjs';
import { main, ROOT, runBin } from '../scripts/lib/project.mjs';

await main(() => {
  prepare();
  runBin('@swc/cli/bin/swc.js', ['bench', '-d', 'dist', '--quiet'], 'La compilación de bench falló / building bench failed');
  process.exitCode = spawnSync(process.execPath, [join(ROOT, 'dist/bench/main.js'), ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
});
