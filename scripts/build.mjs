// npm run build
import { build } from './lib/build.mjs';
import { main } from './lib/project.mjs';

await main(build);
