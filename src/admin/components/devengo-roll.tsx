import { useState } from 'react';
import { Link } from 'react-router-dom';
import { money, ofView, type MonthState, type RollForward, type RollLine, type View } from './devengo-data.js';
import { useAct, usePuente } from './hooks.js';
import { Badge, Button, Card, Problem } from './ui.js';

interface Ran {
  summary: { total_contracts_processed: number; failed_accruals: number };
  rows_total: number;
}

interface Props {
  roll: RollForward;
  states: Map<string, MonthState>;
  view: View;
  again: () => void;
}

const COLUMNS = ['opening', 'billed', 'credited', 'recognised', 'closing'] as const;
const HEADS = { opening: 'dev_opening', billed: 'dev_h_billed', credited: 'dev_h_credited', recognised: 'dev_h_recognised', closing: 'dev_closing' } as const;

/** The deferred income month by month, each with its state and what may be done with it. */
export function DevengoRoll({ roll, states, view, again }: Props) {
  const { say, column, language } = usePuente();
  const { act, busy, problem } = useAct();
  const [ran, setRan] = useState<Ran | null>(null);
  const change = async (month: string, verb: 'close' | 'open') => {
    if (!confirm(say(verb === 'close' ? 'dev_close_ask' : 'dev_open_ask', { month }))) return;
    await act(`/api/accruals/months/${month}/${verb}?${ofView(view)}`, {}, verb === 'close' ? 'dev_closed' : 'dev_opened');
    again();
  };
  const process = async (month: string) => {
    setRan((await act<Ran>('/api/accruals/run', { body: { company: view.company, month } })) ?? null);
    again();
  };
  return (
    <Card title={say('dev_roll')}>
      <p className="pz-help">{say('dev_roll_help')}</p>
      <Problem problem={problem} />
      {busy && <p className="pz-quiet-text" role="status">{say('working')}</p>}
      {ran && !busy && <p role="status">{say('dev_processed', { contracts: ran.summary.total_contracts_processed, rows: ran.rows_total, failed: ran.summary.failed_accruals })}</p>}
      <div className="pz-scroll">
        <table className="pz-table pz-counts">
          <thead><tr><th>{column('month')}</th><th>{say('dev_state')}</th>{COLUMNS.map((name) => <th key={name} className="pz-number">{say(HEADS[name])}</th>)}<th /></tr></thead>
          <tbody>
            {roll.months.map((line) => (
              <tr key={line.month}>
                <td className="pz-nowrap"><Link className="pz-link" to={`?${new URLSearchParams({ company: view.company, year: view.year, currency: view.currency, month: line.month }).toString()}`}>{line.month}</Link></td>
                <td><State state={states.get(line.month)} /></td>
                {COLUMNS.map((name) => <td key={name} className="pz-number">{money(line[name], language)}</td>)}
                <td className="pz-end"><Actions line={line} state={states.get(line.month)} busy={busy} onProcess={process} onChange={change} /></td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">{say('dev_total')}</th><td />{COLUMNS.map((name) => <td key={name} className="pz-number"><strong>{money(roll.total[name], language)}</strong></td>)}<td /></tr></tfoot>
        </table>
      </div>
    </Card>
  );
}

function State({ state }: { state: MonthState | undefined }) {
  const { say } = usePuente();
  if (!state?.processed_at) return <span className="pz-quiet-text">{say('dev_unprocessed')}</span>;
  return <Badge column="status" value={state.status} />;
}

interface ActionProps {
  line: RollLine;
  state: MonthState | undefined;
  busy: boolean;
  onProcess: (month: string) => Promise<void>;
  onChange: (month: string, verb: 'close' | 'open') => Promise<void>;
}

function Actions({ line: { month }, state, busy, onProcess, onChange }: ActionProps) {
  const { say, may } = usePuente();
  if (!may('manager') || month > new Date().toISOString().slice(0, 7)) return null;
  if (state?.status === 'closed') return <Button disabled={busy} label={`${say('dev_open')} ${month}`} onClick={() => void onChange(month, 'open')}>{say('dev_open')}</Button>;
  return (
    <span className="pz-nowrap">
      <Button disabled={busy} label={`${say('dev_process')} ${month}`} onClick={() => void onProcess(month)}>{say('dev_process')}</Button>{' '}
      {state?.processed_at && <Button disabled={busy} label={`${say('dev_close')} ${month}`} onClick={() => void onChange(month, 'close')}>{say('dev_close')}</Button>}
    </span>
  );
}
