import { lastDay, writeDay, type Month } from './calendar.js';
import type { Standing } from './decisions.js';
import type { ContractFacts, Notice, NoticeType, PeriodFact, Policies } from './facts.js';
import { isResigned } from './without-periods.js';

type Found = [type: NoticeType, message: string, period?: PeriodFact];

/** What a person should look at in a contract's month (R5, R6, R10, R14). */
export function noticesOf(facts: ContractFacts, month: Month, standing: Standing, policies: Policies): Notice[] {
  const found = [...ofDates(facts), ...ofStatus(facts, month), ...ofDecisions(facts, month, standing, policies)];
  return found.map(([type, message, period]) => ({ type, month, periodId: period?.id ?? null, message }));
}

function ofDates({ periods, currency, otherCurrencies }: ContractFacts): Found[] {
  const found: Found[] = [];
  if (otherCurrencies.length > 0) found.push(['currency_mix', `El contrato es en ${currency} y tiene documentos en ${otherCurrencies.join(', ')}, que no cuentan. Corrija el enlace del documento.`]);
  periods.forEach((period, at) => {
    if (period.end < period.start) found.push(['negative_days', `El periodo termina el ${writeDay(period.end)}, antes de empezar el ${writeDay(period.start)}: no cuenta ningún día.`, period]);
    if (period.status !== 'ACTIVE' && period.changed === null) found.push(['missing_change_date', `El periodo está ${period.status} sin fecha de cambio: se devenga como activo. Indique la fecha.`, period]);
    const next = periods[at + 1];
    if (next && period.status === 'ACTIVE' && next.status === 'ACTIVE' && next.start <= period.end) {
      found.push(['overlapping_periods', `Se solapa con el periodo que empieza el ${writeDay(next.start)}; cada día cuenta una vez.`, period]);
    }
  });
  return found;
}

/** Both as they stand today: a contract closed by a later month's run is no contradiction in the months before. */
function ofStatus({ status, periods }: ContractFacts, month: Month): Found[] {
  const started = periods.filter(({ start }) => start <= lastDay(month));
  const last = periods.at(-1);
  const wrong = status === 'CANCELED' ? started.find((period) => period.status === 'ACTIVE' || period.status === 'ENDED') : started.find((period) => status === 'CLOSED' && period === last && period.status !== 'ENDED');
  return wrong ? [['not_congruent_status', `El contrato está ${status} y su periodo está ${wrong.status}. Revise la matrícula.`, wrong]] : [];
}

function ofDecisions(facts: ContractFacts, month: Month, standing: Standing, policies: Policies): Found[] {
  const { period } = standing;
  const left = standing.total.minus(standing.target).toFixed(2);
  if (standing.decision === 'postponed_expired' && standing.target.greaterThan(standing.earned)) return [['postponed_expired', 'La pausa superó el máximo sin curso posterior: se devengó el resto.', period ?? undefined]];
  if (standing.held && standing.status === 'POSTPONED') return [['postponed_expired', `La pausa superó el máximo sin curso posterior: quedan ${left} diferidos. Decida si se devengan.`, period ?? undefined]];
  if (standing.held) return [['held_back', `Baja con ${left} retenidos hasta un abono o una liberación manual.`, period ?? undefined]];
  const isCandidate = isResigned(facts, month, policies) && (standing.decision === null || standing.target.greaterThan(standing.earned));
  return isCandidate ? [['resigned_candidate', 'Contrato sin periodos y cliente que no está en Notion: posible renuncia.']] : [];
}
