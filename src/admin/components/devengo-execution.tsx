import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { ActionProps } from 'adminjs';
import { money } from './devengo-data.js';
import { COUNTS, errorsOf, historyOf, isUnderWay, secondsOf, type Counts, type Execution, type PageRead, type StepRun } from './devengo-sync-data.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Badge, Button, ButtonLink, Card, Facts, Loading, MessageLink, Problem } from './ui.js';

const FIRST = 50;

/** The page of an execution, of one of its steps, or of a page it read: they are one story. */
export function DevengoExecutionPage({ record }: ActionProps) {
  const { params } = record!;
  return <div className="pz-page"><ExecutionView id={String(params.execution_id ?? params.id)} /></div>;
}

/** One execution as it goes: its steps with their counts, then the pages they read. */
export function ExecutionView({ id, onEnd }: { id: string; onEnd?: () => void }) {
  const { say, value, may, time, column } = usePuente();
  const { act, busy, problem: failed } = useAct();
  const { data, problem, again } = useApi<Execution>(`/api/sync/executions/${id}`, { every: 1_500, busy: isUnderWay });
  const isOver = data !== null && !isUnderWay(data);
  useEffect(() => { if (isOver) onEnd?.(); }, [isOver]);
  if (problem) return <Problem problem={problem} />;
  if (!data) return <Loading />;
  const cancel = async () => { if (confirm(say('sync_cancel_ask')) && (await act(`/api/sync/executions/${id}/cancel`, {}, 'sync_canceled'))) again(); };
  const { company, steps } = data;
  const done = steps.filter((step) => !isUnderWay(step)).length;
  const flags = [data.dry_run && say('sync_dry'), data.full_refresh && say('sync_full')].filter(Boolean).join(' · ');
  return (
    <>
      <Card
        title={<>{steps.map(({ step }) => value('step', step)).join(', ')} <Badge column="status" value={data.status} /></>}
        actions={<>{isUnderWay(data) && may('operator') && <Button kind="danger" disabled={busy} onClick={() => void cancel()}>{say('sync_cancel')}</Button>}<ButtonLink to={historyOf(company)}>{say('sync_history')}</ButtonLink></>}
      >
        {!isOver && <progress className="pz-progress" max={Math.max(steps.length, 1)} value={done} aria-label={say('sync_title')} />}
        <p role="status">{say('sync_progress', { done, total: steps.length, records: data.received ?? 0, failed: data.failed ?? 0 })}</p>
        <Problem problem={failed ?? data.error_message} />
        <Facts rows={[
          [column('company'), company], [column('trigger'), value('trigger', data.trigger)], [column('created_by'), data.created_by],
          [column('start_date', 'devengo-executions'), data.start_date], [column('end_date', 'devengo-executions'), data.end_date], [column('options'), flags],
          [column('started_at'), data.started_at && time(data.started_at, company)], [column('finished_at'), data.finished_at && time(data.finished_at, company)],
        ]} />
      </Card>
      <Steps company={company} steps={steps} />
      {steps.map(({ step, result }) => result?.months && result.months.length > 0 && <Months key={step} months={result.months} dryRun={data.dry_run} />)}
      {steps.some(({ step }) => step !== 'accruals') && <Pages company={company} pages={data.pages} />}
    </>
  );
}

function Steps({ company, steps }: { company: string; steps: StepRun[] }) {
  const { say, value } = usePuente();
  return (
    <Card title={say('sync_steps')}>
      <div className="pz-scroll">
        <table className="pz-table">
          <thead><tr><th>{say('sync_what')}</th><th>{say('dev_state')}</th><CountHeads /><th className="pz-number">{say('sync_h_took')}</th></tr></thead>
          <tbody>{steps.map((step) => <StepLines key={step.step} company={company} step={step} name={value('step', step.step)} />)}</tbody>
        </table>
      </div>
    </Card>
  );
}

function StepLines({ company, step, name }: { company: string; step: StepRun; name: string }) {
  const { say } = usePuente();
  const seconds = secondsOf(step);
  const why = step.error_message ?? (step.wait_reason && say('sync_waits', { why: step.wait_reason }));
  return (
    <>
      <tr>
        <td className="pz-nowrap">{step.message_id ? <MessageLink id={step.message_id}>{name}</MessageLink> : name}</td>
        <td><Badge column="status" value={step.status} /></td>
        <CountCells counts={step} errors={errorsOf(company, step.step)} />
        <td className="pz-number">{seconds === null ? '' : say('sync_seconds', { n: seconds })}</td>
      </tr>
      {why && <tr><td colSpan={COUNTS.length + 3} className={step.error_message ? 'pz-error-text' : 'pz-quiet-text'}>{why}</td></tr>}
    </>
  );
}

function Months({ months, dryRun }: { months: { month: string; amount: string }[]; dryRun: boolean }) {
  const { say, column, language } = usePuente();
  return (
    <Card title={say(dryRun ? 'sync_computed_dry' : 'sync_computed')}>
      <table className="pz-table pz-narrow-table">
        <thead><tr><th>{column('month')}</th><th className="pz-number">{say('dev_h_amount')}</th></tr></thead>
        <tbody>{months.map(({ month, amount }) => <tr key={month}><td>{month}</td><td className="pz-number">{money(amount, language)}</td></tr>)}</tbody>
      </table>
    </Card>
  );
}

function Pages({ company, pages }: { company: string; pages: PageRead[] }) {
  const { say, time } = usePuente();
  const [all, setAll] = useState(false);
  const shown = all ? pages : pages.slice(-FIRST);
  return (
    <Card title={say('sync_pages')} actions={!all && pages.length > FIRST && <Button onClick={() => setAll(true)}>{say('sync_all_pages', { n: pages.length })}</Button>}>
      {pages.length === 0 ? <p className="pz-quiet-text">{say('sync_no_pages')}</p> : (
        <div className="pz-scroll">
          <table className="pz-table">
            <thead><tr><th>{say('sync_h_read')}</th><th>{say('sync_h_page')}</th><CountHeads /><th className="pz-number">{say('sync_h_took')}</th></tr></thead>
            <tbody>
              {shown.map(({ page, statistics, duration_ms, created_at }, at) => (
                <tr key={at}><td className="pz-nowrap">{time(created_at, company)}</td><td>{page}</td><CountCells counts={statistics} /><td className="pz-number">{say('sync_seconds', { n: (duration_ms / 1_000).toFixed(1) })}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function CountHeads() {
  const { say } = usePuente();
  return <>{COUNTS.map((name) => <th key={name} className="pz-number">{say(`sync_${name}`)}</th>)}</>;
}

/** Zeros are quiet, so that what happened stands out. */
function CountCells({ counts, errors }: { counts: Counts; errors?: string }) {
  return (
    <>
      {COUNTS.map((name) => {
        const count = counts[name] ?? 0;
        if (count === 0) return <td key={name} className="pz-number pz-quiet-text">·</td>;
        return <td key={name} className={`pz-number ${name === 'failed' ? 'pz-error-text' : ''}`}>{name === 'errors' && errors ? <Link className="pz-link" to={errors}>{count}</Link> : count}</td>;
      })}
    </>
  );
}
