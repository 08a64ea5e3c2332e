export { HealthModule } from './health.module.js';
export { HealthState, type Readiness, type ReadinessCheck } from './health-state.js';
