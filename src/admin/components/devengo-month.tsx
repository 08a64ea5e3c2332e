import { Link } from 'react-router-dom';
import { money, ofView, type AccruedRow, type Check, type NoticeRow, type View } from './devengo-data.js';
import { useApi, usePuente } from './hooks.js';
import { Badge, Card, Loading, Problem } from './ui.js';

const SHOWN = 100;

/** A month: what stands in the way of closing it, what people should look at, and the amounts it is made of. */
export function DevengoMonth({ view, month }: { view: View; month: string }) {
  const { say } = usePuente();
  const check = useApi<{ checks: Check[] }>(`/api/accruals/closing-check?${ofView(view)}&month=${month}`);
  const notices = useApi<{ data: NoticeRow[] }>(`/api/accruals/notices?company=${encodeURIComponent(view.company)}&month=${month}&limit=${SHOWN}`);
  const rows = useApi<{ data: AccruedRow[]; next_cursor: string | null }>(`/api/devengo/accrued-periods?${ofView(view)}&month=${month}&limit=${SHOWN}`);
  const journal = <a className="pz-button pz-plain" href={`/api/accruals/journal?${ofView(view)}&month=${month}&format=csv`} download>{say('dev_journal')}</a>;
  return (
    <>
      <Card title={say('dev_month', { month })} actions={journal}>
        <Problem problem={check.problem ?? notices.problem ?? rows.problem} />
        <h3>{say('dev_checks')}</h3>
        {check.data ? <ul className="pz-warnings">{check.data.checks.map((one) => <CheckLine key={one.name} check={one} />)}</ul> : !check.problem && <Loading />}
        <h3>{say('dev_notices')}</h3>
        {notices.data?.data.length === 0 && <p className="pz-quiet-text">{say('dev_no_notices')}</p>}
        <ul className="pz-warnings">{notices.data?.data.map((notice) => <NoticeLine key={notice.id} notice={notice} view={view} />)}</ul>
      </Card>
      <Card title={say('dev_rows')} actions={<Link className="pz-link" to={`/admin/resources/devengo-accrued?filters.company=${encodeURIComponent(view.company)}&filters.accrual_date=${month}-01`}>{say('dev_see_list')}</Link>}>
        {rows.data?.data.length === 0 && <p className="pz-quiet-text">{say('dev_no_rows')}</p>}
        {rows.data && rows.data.data.length > 0 && <Rows rows={rows.data.data} view={view} />}
        {rows.data?.next_cursor && <p className="pz-help">{say('dev_more_rows', { n: SHOWN })}</p>}
      </Card>
    </>
  );
}

function CheckLine({ check: { ok, severity, message } }: { check: Check }) {
  return <li className={ok ? 'pz-good-text' : severity === 'error' ? 'pz-error-text' : undefined}>{ok ? '✓' : severity === 'error' ? '✗' : '!'} {message}</li>;
}

function NoticeLine({ notice: { type, message, client, service_contract_id }, view }: { notice: NoticeRow; view: View }) {
  const { value } = usePuente();
  return (
    <li>
      <strong>{value('type', type)}</strong>{client && <> · {client}</>}{service_contract_id && <> · <ContractLink view={view} id={service_contract_id} /></>}<br />{message}
    </li>
  );
}

function Rows({ rows, view }: { rows: AccruedRow[]; view: View }) {
  const { say, language } = usePuente();
  return (
    <div className="pz-scroll">
      <table className="pz-table">
        <thead><tr><th>{say('dev_h_contract')}</th><th>{say('dev_h_client')}</th><th>{say('dev_h_service')}</th><th>{say('dev_h_kind')}</th><th className="pz-number">{say('dev_h_amount')}</th><th>{say('dev_h_how')}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td><ContractLink view={view} id={row.service_contract_id} /></td><td>{row.client}</td><td>{row.service}</td>
              <td><Badge column="kind" value={row.kind} /></td><td className="pz-number">{money(row.accrued_amount, language)}</td><td><How row={row} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ContractLink({ view, id }: { view: View; id: number }) {
  return <Link className="pz-link" to={`?${new URLSearchParams({ ...view, contract: String(id) } as Record<string, string>).toString()}`}>{id}</Link>;
}

/** The computation of an amount, in words. */
export function How({ row: { kind, reference, inputs } }: { row: Pick<AccruedRow, 'kind' | 'reference' | 'inputs'> }) {
  const { say, language } = usePuente();
  const { total = '0', base = '0', before = '0', target = '0', earned = '0', expected = '0', booked = '0', method } = inputs;
  const [delivered, planned] = method === 'sessions' ? [inputs.delivered_sessions, inputs.planned_sessions] : [inputs.delivered_days, inputs.planned_days];
  const by = method === 'sessions' ? 'dev_sessions' as const : 'dev_days' as const;
  const shown = (text: string) => money(text, language);
  if (reference) return <>{reference}: {shown(expected)} − {shown(booked)}</>;
  if (kind === 'remainder' && delivered !== undefined) return <>{say('dev_rest', { target: shown(target), earned: shown(earned) })}</>;
  if (delivered === undefined || planned === undefined) return <>{say('dev_rest', { target: shown(target), earned: shown(before) })}</>;
  return <>{say(Number(base) === 0 ? by : `${by}_base`, { delivered, planned, base: shown(base), total: shown(total) })}</>;
}
