import { useState } from 'react';
import type { ActionProps } from 'adminjs';
import { CancelExecution } from './erpnext-cancel.js';
import { EditExecution } from './erpnext-edit.js';
import { Picture } from './erpnext-picture.js';
import { moves, type Execution, type Try } from './erpnext-stations.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { Badge, Button, ButtonLink, Card, Facts, Loading, MessageLink, Problem } from './ui.js';

const EVERY_MS = 2_000;

/** One execution: where it stands, why, what it has tried, and what people can do with it. */
export function ErpnextExecutionPage({ record }: ActionProps) {
  const { data: execution, problem, again } = useApi<Execution>(`/api/v1/workflow/executions/${record!.id}`, { every: EVERY_MS, busy: moves });
  const [open, setOpen] = useState<'edit' | 'cancel' | null>(null);
  const { say } = usePuente();
  if (problem) return <Problem problem={problem} />;
  if (!execution) return <Loading />;
  const close = () => { setOpen(null); again(); };
  return (
    <div className="pz-page">
      <Head execution={execution} again={again} open={setOpen} />
      <Picture execution={execution} />
      {open === 'edit' && <EditExecution execution={execution} close={close} />}
      {open === 'cancel' && <CancelExecution execution={execution} close={close} />}
      <Tries execution={execution} />
      <Card title={say('erpnext_data')}><JsonViewer value={execution.payload_json} label={say('erpnext_data')} /></Card>
    </div>
  );
}

function Head({ execution, again, open }: { execution: Execution; again: () => void; open: (what: 'edit' | 'cancel') => void }) {
  const { say, may, time, column } = usePuente();
  const { act, busy, problem } = useAct();
  const { id, status, canceling, running, company, warnings } = execution;
  const path = `/api/v1/workflow/executions/${id}`;
  const ended = status === 'completed' && !canceling;
  const restart = async () => { if (confirm(say('erpnext_restart_ask')) && (await act(`${path}/restart`, { body: {} }, 'erpnext_restarted'))) again(); };
  const actions = (
    <>
      {may('operator') && !running && !ended && status !== 'canceled' && <Button kind="main" disabled={busy} onClick={() => void act(`${path}/resume`, { body: {} }, 'erpnext_resumed').then(again)}>{say('erpnext_resume')}</Button>}
      {may('operator') && status === 'failed' && !canceling && <Button onClick={() => open('edit')}>{say('erpnext_edit')}</Button>}
      {may('manager') && !running && (status === 'failed' || status === 'canceled') && <Button disabled={busy} onClick={restart}>{say('erpnext_restart')}</Button>}
      {may('manager') && status !== 'canceled' && <Button kind="danger" onClick={() => open('cancel')}>{say('erpnext_cancel')}</Button>}
    </>
  );
  return (
    <Card title={<>{say('erpnext_execution', { id })} <Badge column="erpnext-executions.status" value={status} /> {canceling && <span className="pz-badge pz-wait">{say('erpnext_canceling')}</span>}</>} actions={actions}>
      <Problem problem={problem} />
      <Facts rows={[
        [column('company'), company],
        [column('created_by'), execution.created_by],
        [column('created_at'), time(execution.created_at, company)],
        [column('updated_at'), time(execution.updated_at, company)],
        [column('idempotency_key'), execution.idempotency_key],
        [column('generation'), execution.generation > 1 ? execution.generation : null],
      ]} />
      {warnings.length > 0 && <ul className="pz-warnings">{warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>}
      <div className="pz-actions pz-apart">
        <ButtonLink to={`/admin/resources/messages/records/${execution.message_id}/show`}>{say('open_message')}</ButtonLink>
        <ButtonLink to={`/admin/resources/messages?filters.correlation_id=${execution.correlation_id}`}>{say('see_chain')}</ButtonLink>
      </div>
    </Card>
  );
}

function Tries({ execution: { steps, generation, company, documents } }: { execution: Execution }) {
  const { say } = usePuente();
  if (steps.length === 0) return <Card title={say('erpnext_tries')}><p className="pz-quiet-text">{say('erpnext_no_tries')}</p></Card>;
  return (
    <Card title={say('erpnext_tries')}>
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{say('erpnext_h_when')}</th><th>{say('erpnext_h_step')}</th><th>{say('erpnext_h_action')}</th><th>{say('erpnext_h_document')}</th><th>{say('erpnext_h_result')}</th></tr></thead>
          <tbody>
            {steps.map((each, index) => <TryRow key={index} given={each} old={each.generation < generation} company={company} url={documents.find(({ step, name }) => step === each.step && name === each.document)?.url} />)}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function TryRow({ given, old, company, url }: { given: Try; old: boolean; company: string; url?: string }) {
  const { say, time, value } = usePuente();
  return (
    <tr>
      <td className="pz-nowrap"><MessageLink id={given.message_id}>{time(given.started_at, company)}</MessageLink></td>
      <td className="pz-nowrap">{value('workflow_step', given.step)}{old && <small className="pz-quiet-text"> · {say('erpnext_round', { n: given.generation })}</small>}</td>
      <td className="pz-nowrap">{value('workflow_action', given.action)}{given.attempt > 1 && ` (${given.attempt})`}</td>
      <td className="pz-nowrap">{url ? <a className="pz-link" href={url} target="_blank" rel="noreferrer">{given.document}</a> : given.document}</td>
      <td><Badge column="try" value={given.status} /> {given.error && <span className="pz-error-text">{given.error}</span>}</td>
    </tr>
  );
}
