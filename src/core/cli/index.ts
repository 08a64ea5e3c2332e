export { CoreCommandsModule } from './core-commands.module.js';
export { explain } from './explain.js';
export { runCommands } from './run-commands.js';
