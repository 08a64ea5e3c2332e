import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, CredentialUse } from '../../../core/integration/index.js';
import { ErpnextClient } from '../client/erpnext.client.js';
import type { ErpnextDocument } from '../client/erpnext.types.js';
import type { ErpnextMetadata, ErpnextSecrets } from '../erpnext.credentials.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import type { Step, StepId } from '../mapping/steps.js';
import type { Workflow } from '../mapping/workflow.js';
import type { StepLog } from './step-log.js';

/** One instance, ready to be called. */
export interface Side {
  id: number;
  version: number;
  name: string;
  baseUrl: string;
  settings: ErpnextMetadata;
  client: ErpnextClient;
}

/** One attempt at one execution, as every step needs it. */
export interface Run {
  attempt: Attempt;
  execution: WorkflowExecution;
  workflow: Workflow;
  sides: { a: Side; b: Side };
  /** Today in the company's zone, `YYYY-MM-DD`. */
  today: string;
  log: StepLog;
  /** Documents of the steps done so far, as ERPNext shows them. */
  documents: Partial<Record<StepId, ErpnextDocument>>;
}

/** Event type of a cancellation; a start's is `workflow.start`. */
export const CANCEL_EVENT = 'workflow.cancel';
export const INSTALL_EVENT = 'instance.install_key_field';

/** Messages of one execution are worked on one at a time. */
export const orderKeyOf = (execution: number): string => `workflow:${execution}`;

export const documentKey = ({ id }: Pick<WorkflowExecution, 'id'>, generation: number): string => `${id}:${generation}`;

export async function openSides(attempt: Attempt, workflow: Workflow): Promise<Run['sides']> {
  const open = async (id: number): Promise<Side> => makeSide(id === attempt.credential.id ? attempt : await attempt.using(id), attempt.warnings);
  const a = await open(workflow.instanceA);
  return { a, b: workflow.instanceB === workflow.instanceA ? a : await open(workflow.instanceB) };
}

export function makeSide({ credential, calls }: CredentialUse, warnings?: Attempt['warnings']): Side {
  const settings = credential.metadata as unknown as ErpnextMetadata;
  const options = { writeTimeoutMs: settings.server_timeout_seconds * 1000, warnings };
  return {
    id: credential.id, version: credential.version, name: credential.name, baseUrl: credential.base_url, settings,
    client: new ErpnextClient(calls, credential.secrets as unknown as ErpnextSecrets, options),
  };
}

/** What ERPNext shows of a document, or undefined when it has none of that name. */
export async function lookUp(side: Side, doctype: string, name: string): Promise<ErpnextDocument | undefined> {
  try {
    return await side.client.get(doctype, name);
  } catch (error) {
    if (error instanceof IntegrationFailure && error.category === 'not_found') return undefined;
    throw error;
  }
}

/** The same failure, told with the step and the instance in which it happened. */
export function inStep(failure: IntegrationFailure, step: Step, side: Side): IntegrationFailure {
  const { category, code, message, details, httpStatus, retryAfterMs, held } = failure;
  const told = new IntegrationFailure(category, {
    code, message: `${step.label} (instancia «${side.name}»): ${message}`, details: { ...details, step: step.name, instance_id: side.id }, httpStatus, retryAfterMs, held, cause: failure,
  });
  told.credential = failure.credential;
  return told;
}

export const failure = (category: 'conflict' | 'transient_error' | 'outcome_unknown' | 'validation_error' | 'not_found', code: string, message: string, more: { retryAfterMs?: number; held?: boolean } = {}): IntegrationFailure =>
  new IntegrationFailure(category, { code: `erpnext.${code}`, message, ...more });
