export { HealthModule } from './health.module.js';
export { HealthService, type Readiness, type ReadinessCheck } from './health.service.js';
