import { Module } from '@nestjs/common';
import { MessageLogModule } from '../../core/message-log/index.js';
import { ErpnextController } from './erpnext.controller.js';
import { ErpnextInstancesController } from './erpnext.instances.controller.js';
import { ErpnextProcessor } from './erpnext.processor.js';
import { ApplyChange } from './services/apply-change.service.js';
import { ChangeExecution } from './services/change-execution.service.js';
import { ErpnextChecker } from './services/check-connection.service.js';
import { DirectSides } from './services/direct-sides.service.js';
import { ExecutionMessages } from './services/execution-messages.service.js';
import { Executions } from './services/executions.service.js';
import { ErpnextHandler } from './services/handle-workflow.service.js';
import { InstallKeyField } from './services/install-key-field.service.js';
import { Instances } from './services/instances.service.js';
import { JudgeStart } from './services/judge-start.service.js';
import { KeyFields } from './services/key-fields.service.js';
import { Preflight } from './services/preflight.service.js';
import { PreviewWorkflow } from './services/preview-workflow.service.js';
import { ResumeExecutions } from './services/resume-many.service.js';
import { RunStep } from './services/run-step.service.js';
import { RunWorkflow } from './services/run-workflow.service.js';
import { ShowExecution } from './services/show-execution.service.js';
import { StartWorkflowService } from './services/start-workflow.service.js';
import { SurveyDocuments } from './services/survey-documents.service.js';
import { TakeBack } from './services/take-back.service.js';
import { VerifySerials } from './services/verify-serials.service.js';

@Module({
  imports: [MessageLogModule],
  controllers: [ErpnextController, ErpnextInstancesController],
  providers: [
    ErpnextChecker, ErpnextHandler, ErpnextProcessor,
    // In: a start, a change, a look.
    Instances, JudgeStart, StartWorkflowService, Executions, ExecutionMessages, ShowExecution, ChangeExecution, ApplyChange, ResumeExecutions, SurveyDocuments, Preflight, PreviewWorkflow, DirectSides,
    // The work.
    RunWorkflow, RunStep, VerifySerials, KeyFields, TakeBack, InstallKeyField,
  ],
  exports: [InstallKeyField, ResumeExecutions],
})
export class ErpnextModule {}
