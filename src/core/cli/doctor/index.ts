export { DoctorCommand } from './doctor.command.js';
export { GatherFacts } from './gather.service.js';
