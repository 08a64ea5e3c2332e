export { IntegrationPauseModule } from './integration-pause.module.js';
