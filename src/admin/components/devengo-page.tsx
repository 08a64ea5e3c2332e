import { Link, useSearchParams } from 'react-router-dom';
import { DevengoContract } from './devengo-contract.js';
import { money, ofView, type MonthState, type RollForward, type View } from './devengo-data.js';
import { DevengoMonth } from './devengo-month.js';
import { DevengoRoll } from './devengo-roll.js';
import { useOwnCompanies } from './devengo-companies.js';
import { useApi, usePuente } from './hooks.js';
import { StackedBars } from './stacked-bars.js';
import { Button, Card, Field, Loading, Problem } from './ui.js';

/** A year's revenue, the deferred income it came from, and the way from each number to what it was made of. */
export function DevengoPage() {
  const { say } = usePuente();
  const [address, setAddress] = useSearchParams();
  const { codes: companies, first, yearOf } = useOwnCompanies();
  const company = address.get('company') ?? first;
  const year = address.get('year') ?? (company && yearOf(company));
  // Until it is known where there is something to see, there is nothing to show.
  if (company === null || year === null) return <div className="pz-page pz-home"><h1>{say('dev_title')}</h1><Loading /></div>;
  const view: View = { currency: 'EUR', ...Object.fromEntries(address), company, year };
  const change = (changes: Partial<View>) => setAddress((before) => new URLSearchParams({ ...Object.fromEntries(before), ...changes }));
  return <YearOfCompany view={view} companies={companies} onChange={change} />;
}

function YearOfCompany({ view, companies, onChange: change }: { view: View; companies: string[]; onChange: (changes: Partial<View>) => void }) {
  const { say } = usePuente();
  const roll = useApi<RollForward>(`/api/accruals/roll-forward?${ofView(view)}&start=${view.year}-01&end=${view.year}-12`);
  const months = useApi<{ data: MonthState[] }>(`/api/accruals/months?company=${encodeURIComponent(view.company)}`);
  const again = () => { roll.again(); months.again(); };
  const states = new Map(months.data?.data.map((state) => [state.month, state]) ?? []);
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head"><h1>{say('dev_title')}</h1><Button onClick={again}>{say('refresh')}</Button></div>
      <Filters view={view} companies={companies} onChange={change} />
      <Problem problem={roll.problem ?? months.problem} />
      {roll.data ? <Figures roll={roll.data} states={states} view={view} /> : !roll.problem && <Loading />}
      {roll.data && <DevengoRoll roll={roll.data} states={states} view={view} again={again} />}
      {view.month && <DevengoMonth key={`${view.company} ${view.month} ${roll.data?.total.recognised}`} view={view} month={view.month} />}
      {view.contract && <DevengoContract view={view} id={view.contract} />}
    </div>
  );
}

function Filters({ view, companies, onChange }: { view: View; companies: string[]; onChange: (changes: Partial<View>) => void }) {
  const { say } = usePuente();
  const now = new Date().getFullYear();
  const years = [...new Set([view.year, ...Array.from({ length: 8 }, (_, back) => String(now - back))])].sort().reverse();
  const select = (name: 'company' | 'year', label: string, values: string[]) => (
    <Field label={label} htmlFor={name}>
      <select id={name} value={view[name]} onChange={(event) => onChange({ [name]: event.target.value })}>{values.map((value) => <option key={value} value={value}>{value}</option>)}</select>
    </Field>
  );
  return <div className="pz-card pz-filters">{companies.length > 1 && select('company', say('company'), companies)}{select('year', say('dev_year'), years)}</div>;
}

function Figures({ roll: { months, total }, states, view }: { roll: RollForward; states: Map<string, MonthState>; view: View }) {
  const { say, language } = usePuente();
  const ofYear = [...states.values()].filter(({ month }) => month.startsWith(view.year));
  const notices = ofYear.filter(({ status }) => status === 'open').reduce((sum, { notices: count }) => sum + count, 0);
  const isEmpty = months.every(({ billed, recognised, opening }) => [billed, recognised, opening].every((amount) => Number(amount) === 0));
  const bars = months.map(({ month, recognised }) => {
    const value = Math.abs(Number(recognised));
    const negative = Number(recognised) < 0;
    return { label: month, parts: [{ name: say(negative ? 'dev_negative' : 'dev_positive'), value, tone: negative ? 'bad' as const : 'good' as const, to: `?${new URLSearchParams({ ...withoutContract(view), month }).toString()}` }] };
  });
  return (
    <>
      <div className="pz-tiles pz-tiles-narrow pz-tiles-money">
        <div className="pz-tile"><b>{money(total.recognised, language)}</b><span>{say('dev_recognised', { year: view.year })}</span></div>
        <div className="pz-tile"><b>{money(String(Number(total.billed) - Number(total.credited)), language)}</b><span>{say('dev_billed', { year: view.year })}</span></div>
        <div className="pz-tile"><b>{money(total.closing, language)}</b><span>{say('dev_deferred')}</span></div>
        <div className="pz-tile"><b>{ofYear.filter(({ status }) => status === 'open').length}</b><span>{say('dev_open_months')}</span></div>
        <Link to={`/admin/resources/devengo-notices?filters.company=${encodeURIComponent(view.company)}`} className="pz-tile"><b>{notices}</b><span>{say('dev_to_review')}</span></Link>
      </div>
      <Card title={say('dev_by_month')} actions={<Files view={view} />}>
        {isEmpty ? <Nothing company={view.company} isProcessed={ofYear.length > 0} /> : <StackedBars label={say('dev_chart')} bars={bars} show={(value) => money(String(value), language)} />}
      </Card>
    </>
  );
}

/** Why there is nothing, and what to do next. */
function Nothing({ company, isProcessed }: { company: string; isProcessed: boolean }) {
  const { say, may } = usePuente();
  const sync = `/admin/pages/devengo-sync?company=${encodeURIComponent(company)}`;
  return (
    <>
      <p className="pz-quiet-text">{say(isProcessed ? 'dev_nothing_recognised' : 'dev_nothing')}</p>
      {may('operator') && <p><Link className="pz-link" to={sync}>{say('dev_go_sync')}</Link></p>}
      <p><Link className="pz-link" to={`/admin/resources/devengo-invoices?filters.company=${encodeURIComponent(company)}`}>{say('dev_go_documents')}</Link></p>
    </>
  );
}

const withoutContract = ({ contract: _contract, ...view }: View): Record<string, string> => view;

function Files({ view }: { view: View }) {
  const { say } = usePuente();
  const file = (format: string) => `/api/accruals/report?${ofView(view)}&start=${view.year}-01&end=${view.year}-12&format=${format}`;
  return <><a className="pz-button pz-plain" href={file('csv')} download>{say('dev_report_csv')}</a><a className="pz-button pz-plain" href={file('xlsx')} download>{say('dev_report_xlsx')}</a></>;
}
