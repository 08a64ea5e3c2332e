export { ScheduleAdminService } from './schedule-admin.service.js';
export { ScheduleList, ScheduleView, StartedRun } from './schedule.dto.js';
export { Schedule, ScheduleRun, SyncExecution } from './schedule.entity.js';
export { ScheduleDefinitions } from './schedule-definitions.js';
export { ScheduleService } from './schedule.service.js';
export { SchedulesModule } from './schedules.module.js';
