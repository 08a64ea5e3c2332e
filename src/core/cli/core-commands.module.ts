import { Module } from '@nestjs/common';
import { AUTH_COMMANDS } from '../auth/cli/index.js';
import { CREDENTIALS_CLI } from '../credentials/cli/index.js';
import { MessageLogModule } from '../message-log/index.js';
import { DoctorCommand, GatherFacts } from './doctor/index.js';
import { MessagesCommand, MessagesPreviewCommand, MessagesResendCommand, MessagesShowCommand } from './messages.commands.js';
import { QueueCommand, QueueSweepCommand } from './queue.commands.js';
import { RetryCancelCommand, RetryCommand, RetryListCommand, RetryNowCommand } from './retry.commands.js';
import { SchedulesCommand, SchedulesListCommand, SchedulesPauseCommand, SchedulesResumeCommand, SchedulesRunCommand } from './schedules.commands.js';

/** Every operator command of the core. Only the command line loads this: nest-commander has no place in a server. */
@Module({
  imports: [MessageLogModule],
  providers: [
    ...AUTH_COMMANDS,
    ...CREDENTIALS_CLI,
    MessagesCommand, MessagesResendCommand, MessagesShowCommand, MessagesPreviewCommand,
    QueueCommand, QueueSweepCommand,
    RetryCommand, RetryListCommand, RetryNowCommand, RetryCancelCommand,
    SchedulesCommand, SchedulesListCommand, SchedulesRunCommand, SchedulesPauseCommand, SchedulesResumeCommand,
    DoctorCommand, GatherFacts,
  ],
})
export class CoreCommandsModule {}
