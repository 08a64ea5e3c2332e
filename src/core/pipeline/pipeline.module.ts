import { Global, Module } from '@nestjs/common';
import { RetryPolicies } from '../retry-queue/retry-policies.service.js';
import { RetryQueue } from '../retry-queue/retry-queue.service.js';
import { PublishEvents } from '../events/publish-events.service.js';
import { MessageLog } from '../message-log/message-log.service.js';
import { MessagePipeline } from './message-pipeline.service.js';
import { PipelineTools } from './pipeline-tools.service.js';
import { SweepSchedule } from './core-schedules.js';
import { Sweep } from './sweep.service.js';
import { WakeOnResume } from './wake-on-resume.service.js';

/** From a stored message to a finished one. */
@Global()
@Module({
  providers: [MessageLog, MessagePipeline, PipelineTools, PublishEvents, RetryPolicies, RetryQueue, Sweep, SweepSchedule, WakeOnResume],
  exports: [MessageLog, MessagePipeline, RetryPolicies, RetryQueue, Sweep],
})
export class PipelineModule {}
