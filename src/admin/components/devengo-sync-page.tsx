import { Link, useSearchParams } from 'react-router-dom';
import { ExecutionView } from './devengo-execution.js';
import { errorsOf, historyOf, secondsOf, type StepState } from './devengo-sync-data.js';
import { SyncStart } from './devengo-sync-start.js';
import { useApi, usePuente } from './hooks.js';
import { useOwnCompanies } from './devengo-companies.js';
import { Badge, Button, ButtonLink, Card, Field, Loading, Problem } from './ui.js';

/** Where synchronisations are started and watched: how each step stands, what to run, and how far it is. */
export function DevengoSyncPage() {
  const { say, may } = usePuente();
  const [address, setAddress] = useSearchParams();
  const { codes, first } = useOwnCompanies();
  const company = address.get('company') ?? first;
  const execution = address.get('execution');
  const state = useApi<{ data: StepState[] }>(company && `/api/sync/state?company=${encodeURIComponent(company)}`);
  const show = (changes: Record<string, string>) => setAddress({ company: company ?? '', ...changes });
  if (company === null) return <div className="pz-page pz-home"><Loading /></div>;
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head">
        <h1>{say('sync_title')}</h1>
        <div className="pz-actions"><Button onClick={state.again}>{say('refresh')}</Button><ButtonLink to={historyOf(company)}>{say('sync_history')}</ButtonLink></div>
      </div>
      {codes.length > 1 && (
        <div className="pz-card pz-filters">
          <Field label={say('company')} htmlFor="company"><select id="company" value={company} onChange={(event) => show({ company: event.target.value })}>{codes.map((code) => <option key={code}>{code}</option>)}</select></Field>
        </div>
      )}
      <Problem problem={state.problem} />
      {execution && <ExecutionView key={execution} id={execution} onEnd={state.again} />}
      {may('operator') && <SyncStart key={company} company={company} onStarted={(id) => show({ execution: id })} />}
      {state.data ? <States company={company} steps={state.data.data} onSee={(id) => show({ execution: id })} /> : !state.problem && <Loading />}
    </div>
  );
}

function States({ company, steps, onSee }: { company: string; steps: StepState[]; onSee: (id: string) => void }) {
  const { say, value, time } = usePuente();
  return (
    <Card title={say('sync_state')}>
      <div className="pz-scroll">
        <table className="pz-table pz-counts">
          <thead><tr><th>{say('sync_what')}</th><th>{say('dev_state')}</th><th>{say('sync_h_last')}</th><th className="pz-number">{say('sync_h_took')}</th><th className="pz-number">{say('sync_h_records')}</th><th className="pz-number">{say('sync_h_failed')}</th><th className="pz-number">{say('sync_h_to_mend')}</th></tr></thead>
          <tbody>
            {steps.map((one) => {
              const seconds = secondsOf(one);
              return (
                <tr key={one.step}>
                  <td className="pz-nowrap">{value('step', one.step)}</td>
                  <td>{one.status ? <Badge column="status" value={one.status} /> : <span className="pz-quiet-text">{say('sync_never')}</span>}</td>
                  <td className="pz-nowrap">{one.execution_id ? <button type="button" className="pz-link pz-as-link" onClick={() => onSee(one.execution_id!)}>{one.started_at ? time(one.started_at, company) : say('sync_execution')}</button> : '—'}</td>
                  <td className="pz-number">{seconds === null ? '' : say('sync_seconds', { n: seconds })}</td>
                  <td className="pz-number">{one.received}</td>
                  <td className="pz-number">{one.failed}</td>
                  <td className="pz-number">{one.pending_errors > 0 ? <Link className="pz-link" to={errorsOf(company, one.step)}>{one.pending_errors}</Link> : 0}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
