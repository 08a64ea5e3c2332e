import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useAct, usePuente } from './hooks.js';
import { ESTADOS, listOf, type OppenDay } from './oppen-data.js';
import { Progress } from './operation-page.js';
import { Button, Card, Problem } from './ui.js';

/** The answer of `POST /api/reenviar_facturas_oppen`. */
interface Answer {
  total: number;
  exitosas: number;
  fallidas: number;
  errores: { factura: string; error: string }[];
  success: boolean;
  message?: string;
  operation_url?: string;
}

interface Result {
  day: OppenDay;
  answer: Answer;
}

/** The table of shops and days, each with a button that sends what is missing. */
export function OppenDays({ days, truncated, again }: { days: readonly OppenDay[]; truncated: boolean; again: () => void }) {
  const { say, column, may } = usePuente();
  const { act, busy, problem } = useAct();
  const [result, setResult] = useState<Result | null>(null);
  const severalCompanies = new Set(days.map(({ company }) => company)).size > 1;
  const resend = async (day: OppenDay) => {
    const { company, local, fecha } = day;
    if (!confirm(say('oppen_resend_ask', { local, fecha }))) return;
    const answer = await act<Answer>('/api/reenviar_facturas_oppen', { body: { company, local, fecha } });
    if (answer) setResult({ day, answer });
    again();
  };
  return (
    <>
      <Problem problem={problem} />
      {result && <ResultCard key={`${result.day.local} ${result.day.fecha}`} {...result} />}
      <Card title={say('oppen_by_shop')}>
        {truncated && <p className="pz-why">{say('oppen_truncated')}</p>}
        {busy && <p className="pz-quiet-text" role="status">{say('working')}</p>}
        {days.length === 0 ? <p className="pz-quiet-text">{say('oppen_nothing')}</p> : (
          <div className="pz-scroll">
            <table className="pz-table pz-counts">
              <thead>
                <tr>{severalCompanies && <th>{column('company')}</th>}<th>{column('local')}</th><th>{column('fecha')}</th>{ESTADOS.map(({ estado, word }) => <th key={estado} className="pz-number">{say(word)}</th>)}<th /></tr>
              </thead>
              <tbody>
                {days.map((day) => (
                  <tr key={`${day.company} ${day.local} ${day.fecha}`}>
                    {severalCompanies && <td>{day.company}</td>}
                    <td>{day.local}</td><td className="pz-nowrap">{day.fecha}</td>
                    {ESTADOS.map(({ estado, tone }) => <td key={estado} className="pz-number"><Count day={day} estado={estado} tone={tone} /></td>)}
                    <td className="pz-end">
                      {!day.auditado && <span className="pz-quiet-text">{say('oppen_unaudited')}</span>}
                      {day.auditado && day.error + day.pendiente > 0 && may('manager') && (
                        <Button disabled={busy} label={say('oppen_resend_day', { local: day.local, fecha: day.fecha })} onClick={() => void resend(day)}>{say('resend')}</Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </>
  );
}

function Count({ day, estado, tone }: { day: OppenDay } & Pick<(typeof ESTADOS)[number], 'estado' | 'tone'>) {
  const { company, local, fecha } = day;
  const count = day[estado];
  if (count === 0) return <span className="pz-quiet-text">0</span>;
  return <Link to={listOf(estado, { company, local, fecha })} className={`pz-badge pz-${tone}`}>{count}</Link>;
}

function ResultCard({ day: { local, fecha }, answer: { total, exitosas, fallidas, errores, message, operation_url } }: Result) {
  const { say } = usePuente();
  if (operation_url) return <Progress id={operation_url.split('/').at(-1)!} />;
  return (
    <section className="pz-card" role="status">
      <p className={fallidas > 0 ? 'pz-error-text' : 'pz-good-text'}>{say('oppen_result', { local, fecha, exitosas, total, fallidas })}</p>
      {message && <p>{message}</p>}
      {errores.length > 0 && <ul className="pz-warnings">{errores.slice(0, 10).map(({ factura, error }) => <li key={factura}><strong>{factura}</strong> <span className="pz-error-text">{error}</span></li>)}</ul>}
      {errores.length > 10 && <p>{say('more', { n: errores.length - 10 })}</p>}
    </section>
  );
}
