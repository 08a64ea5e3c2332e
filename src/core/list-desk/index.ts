export { ListDeskModule } from './list-desk.module.js';
