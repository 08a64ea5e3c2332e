import { Link, useSearchParams } from 'react-router-dom';
import { useApi, usePuente } from './hooks.js';
import { byDay, ESTADOS, listOf, type OppenStatistics, type Range } from './oppen-data.js';
import { OppenDays } from './oppen-days.js';
import { StackedBars } from './stacked-bars.js';
import { Button, Card, Field, Loading, MessageLink, Problem } from './ui.js';

const MOST_BARS = 31;

/** Where the invoices of each shop and day stand, and the way to send again what did not arrive. */
export function OppenPage() {
  const { say } = usePuente();
  const [address, setAddress] = useSearchParams();
  const range = Object.fromEntries(address) as Range;
  const { data, problem, again } = useApi<OppenStatistics>(`/api/oppen/statistics?${address.toString()}`);
  const change = (name: string, value: string) => setAddress((before) => {
    const after = new URLSearchParams(before);
    if (value) after.set(name, value); else after.delete(name);
    return after;
  });
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head"><h1>{say('oppen_title')}</h1><Button onClick={again}>{say('refresh')}</Button></div>
      <RangeForm range={{ from: data?.from, to: data?.to ?? undefined, ...range }} onChange={change} />
      <Problem problem={problem} />
      {data ? <Figures data={data} range={range} again={again} /> : !problem && <Loading />}
    </div>
  );
}

function RangeForm({ range, onChange }: { range: Range; onChange: (name: string, value: string) => void }) {
  const { say, column, admin } = usePuente();
  const { data } = useApi<{ data: { nombre: string }[] }>('/api/oppen/locales?limit=1000');
  const companies = Object.keys(admin?.zones ?? {}).sort();
  const shops = [...new Set([...(data?.data.map(({ nombre }) => nombre) ?? []), ...(range.local ? [range.local] : [])])].sort();
  const select = (name: 'company' | 'local', label: string, values: string[]) => (
    <Field label={label} htmlFor={name}>
      <select id={name} value={range[name] ?? ''} onChange={(event) => onChange(name, event.target.value)}>
        <option value="">{say('any')}</option>
        {values.map((value) => <option key={value} value={value}>{value}</option>)}
      </select>
    </Field>
  );
  const day = (name: 'from' | 'to') => (
    <Field label={column(name)} htmlFor={name}><input id={name} type="date" value={range[name] ?? ''} onChange={(event) => onChange(name, event.target.value)} /></Field>
  );
  return <div className="pz-card pz-filters">{companies.length > 1 && select('company', say('company'), companies)}{select('local', column('local'), shops)}{day('from')}{day('to')}</div>;
}

function Figures({ data, range, again }: { data: OppenStatistics; range: Range; again: () => void }) {
  const { say, amount, quantity } = usePuente();
  const { totals, days, from, to } = data;
  const here = { ...range, from, to: to ?? undefined };
  const charted = byDay(days).slice(-MOST_BARS);
  return (
    <>
      <div className="pz-tiles pz-tiles-narrow">
        {ESTADOS.map(({ estado, word }) => (
          <Link key={estado} to={listOf(estado, here)} className={`pz-tile ${estado === 'error' && totals.error > 0 ? 'pz-tile-bad' : ''}`}><b>{totals[estado]}</b><span>{say(word)}</span></Link>
        ))}
        <Link to={listOf('enviado', here)} className="pz-tile"><b>{totals.tasa_exito === null ? '—' : `${quantity(totals.tasa_exito)} %`}</b><span>{say('oppen_rate')}</span></Link>
        <Link to={listOf('enviado', here)} className="pz-tile">
          <b>{totals.diferencia_centavos}</b><span>{say('oppen_difference')}</span>
          <small>{say('oppen_difference_help', { oppen: amount(totals.oppen_total), ours: amount(totals.monto_total), n: totals.facturas_con_diferencia })}</small>
        </Link>
      </div>
      {charted.length > 0 && (
        <Card title={say('oppen_by_day')} actions={<Legend />}>
          <StackedBars label={say('oppen_chart')} bars={charted.map((day) => ({
            label: day.fecha, parts: ESTADOS.map(({ estado, word, tone }) => ({ name: say(word), value: day[estado], tone, to: listOf(estado, { ...range, fecha: day.fecha }) })),
          }))} />
          {charted.length === MOST_BARS && <p className="pz-help">{say('oppen_latest_days', { n: MOST_BARS })}</p>}
        </Card>
      )}
      <OppenDays days={days} truncated={data.truncated} again={again} />
      <RecentErrors errors={data.recent_errors} all={listOf('error', here)} />
    </>
  );
}

function Legend() {
  const { say } = usePuente();
  return <>{ESTADOS.map(({ estado, word, tone }) => <span key={estado} className={`pz-badge pz-${tone}`}>{say(word)}</span>)}</>;
}

function RecentErrors({ errors, all }: { errors: OppenStatistics['recent_errors']; all: string }) {
  const { say, time } = usePuente();
  if (errors.length === 0) return <Card title={say('oppen_errors')}><p className="pz-quiet-text">{say('oppen_no_errors')}</p></Card>;
  return (
    <Card title={say('oppen_errors')} actions={<Link to={all} className="pz-link">{say('oppen_see_all')}</Link>}>
      <div className="pz-scroll">
        <table className="pz-table">
          <tbody>
            {errors.map(({ id, company, local, fecha, factura_ref, error_msg, message_id, updated_at }) => (
              <tr key={id}>
                <td className="pz-nowrap">{time(updated_at, company)}</td>
                <td>{local} <span className="pz-nowrap">{fecha}</span></td>
                <td className="pz-nowrap">{message_id ? <MessageLink id={message_id}>{factura_ref}</MessageLink> : factura_ref}</td>
                <td className="pz-error-text">{error_msg}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
