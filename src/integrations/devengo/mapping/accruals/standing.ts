import { Money } from '../../../../core/money/index.js';
import { lastDay, monthOf, wholeMonths, type Day, type Month } from './calendar.js';
import { decide, isReleased, months, type Standing } from './decisions.js';
import type { ContractFacts, Policies } from './facts.js';
import { phasesAt, totalAt, totalOfFinished, type Phase } from './phases.js';
import { progressOf, type Past, type Progress } from './progress.js';
import { standWithoutPeriods } from './without-periods.js';
import type { PeriodView } from './views.js';

/** The revenue of a contract up to the end of a month, by rules R1–R11. A function of the facts: the order of runs is not in it. */
export function standAt(facts: ContractFacts, month: Month, past: Past): Standing {
  const total = totalAt(facts, month);
  const before = past.targetAt(month - 1);
  // What more was credited than billed is made up for by a later invoice: of a total above zero nothing less than zero is revenue.
  const kept = Money.min(Money.max(before, 0), total);
  const start: Standing = {
    target: kept, earned: kept, total,
    contract: 'ACTIVE', accrual: 'ACTIVE', decision: null, held: false, period: null, status: 'ACTIVE', progress: null, note: null,
  };
  if (!total.isPositive() || total.isZero()) return withNothingLeft(facts, start, month);
  const phases = phasesAt(facts, month);
  const begun = phases.findLastIndex((phase) => phase.from <= lastDay(month));
  const views = phases.flatMap((phase) => phase.views);
  const isRunning = views.some((view) => view.status === 'ACTIVE' && view.start <= lastDay(month));
  if (past.decided !== null && past.decided <= month && !isRunning) return decide(start, facts.booked.get(past.decided)!.decision!, before, views.at(-1));
  if (views.length === 0) return standWithoutPeriods(facts, start, month, past);
  if (!phases.some((phase, at) => phase.views.some((view) => goesOn(view, at >= begun, month)))) return standStopped(facts, start, phases, begun, month, past);
  if (begun < 0) return { ...start, period: views[0]!.period };
  const phase = phases[begun]!;
  const last = latest(phase, lastDay(month));
  if (!phase.views.some((view) => view.status === 'ACTIVE')) return standBetween(facts, start, phases, begun, month, past, last);
  const progress = progressOf(facts, phases, begun, month, lastDay(month), past);
  const isDone = progress.planned > 0 && progress.delivered === progress.planned;
  return { ...start, target: progress.target, earned: progress.target, accrual: isDone ? 'COMPLETED' : 'ACTIVE', period: last.period, status: last.status, progress };
}

// A course of before that nobody ended in the CRM keeps nothing open.
const goesOn = ({ status, end }: PeriodView, isLast: boolean, month: Month): boolean => status === 'ACTIVE' && (isLast || end > lastDay(month));

// R11. T of zero leaves nothing to recognise; a negative one is recognised as it comes.
function withNothingLeft(facts: ContractFacts, start: Standing, month: Month): Standing {
  const isBilled = facts.documents.some(({ day }) => day <= lastDay(month));
  if (!isBilled) return start;
  const note = start.total.isZero() ? 'Importe total cero: no queda nada que devengar.' : 'Importe total negativo: se devenga entero.';
  return { ...start, target: start.total, earned: start.total, contract: 'CANCELED', accrual: 'COMPLETED', note };
}

// Paused, with a course that begins later (R2, R4); or finished, and the next one was billed by itself.
function standBetween(facts: ContractFacts, start: Standing, phases: Phase[], at: number, month: Month, past: Past, last: PeriodView): Standing {
  const said = { ...start, period: last.period, status: last.status };
  if (last.status === 'ENDED') {
    // A credit note may be of what the next course was billed: of a total above zero nothing less than zero is revenue.
    const target = Money.max(totalOfFinished(facts, last.stop, month), 0);
    return { ...said, target, earned: earnedThrough(facts, start, phases, at, month, past, last), decision: 'ended' };
  }
  const earned = earnedThrough(facts, start, phases, at, month, past, last);
  return { ...said, target: earned, earned, accrual: 'PAUSED' };
}

// R4–R7: no period goes on. The one that started last decides.
function standStopped(facts: ContractFacts, start: Standing, phases: Phase[], begun: number, month: Month, past: Past): Standing {
  const last = phases.at(-1)!.views.at(-1)!;
  const changed = last.period.changed!;
  const reached = begun < 0 ? last : latest(phases[begun]!, lastDay(month));
  const earned = earnedThrough(facts, start, phases, begun, month, past, reached);
  const isTold = (policy: (policies: Policies) => boolean, since: Month): boolean => months(since, month).some((one) => policy(past.policiesOf(one)));
  if (last.status === 'ENDED') return decide(start, 'ended', earned, last);
  const waiting: Standing = { ...start, target: earned, earned, accrual: 'PAUSED', period: last.period, status: last.status, progress: progressIn(facts, phases, begun, month, past, reached) };
  if (wasWhollyDelivered(last)) return { ...decide(start, 'ended', start.total, last), contract: last.status === 'DROPPED' ? 'CANCELED' : 'ACTIVE', decision: null };
  if (last.status === 'DROPPED') {
    if (isTold((policies) => policies.on_drop === 'recognise_remainder', monthOf(changed))) return { ...decide(start, 'dropped', earned, last), progress: waiting.progress };
    if (isReleased(facts, changed, month)) return { ...decide(start, 'released', earned, last), progress: waiting.progress };
    return { ...waiting, contract: 'CANCELED', held: earned.lessThan(start.total) };
  }
  const expired = (one: Month, policies: Policies) => wholeMonths(changed, one) >= policies.postponed_max_months;
  if (isReleased({ ...facts, documents: [] }, changed, month)) return decide(start, 'released', earned, last);
  if (!expired(month, past.policiesOf(month))) return waiting;
  const recognised = months(monthOf(changed), month).some((one) => expired(one, past.policiesOf(one)) && past.policiesOf(one).expire_postponed === 'recognise');
  return recognised ? decide(start, 'postponed_expired', earned, last) : { ...waiting, held: true };
}

// What was delivered up to the stop, when it stopped in this month; before that, what the months before have.
function earnedThrough(facts: ContractFacts, start: Standing, phases: Phase[], at: number, month: Month, past: Past, last: PeriodView): Money {
  return progressIn(facts, phases, at, month, past, last)?.target ?? start.earned;
}

const progressIn = (facts: ContractFacts, phases: Phase[], at: number, month: Month, past: Past, last: PeriodView): Progress | null =>
  at >= 0 && monthOf(last.stop) === month && last.stop >= last.start ? progressOf(facts, phases, at, month, last.stop, past) : null;

const wasWhollyDelivered = (view: PeriodView): boolean => view.stop === view.end && view.stop >= view.start;

const latest = (phase: Phase, day: Day): PeriodView => phase.views.findLast((view) => view.start <= day && view.status === 'ACTIVE') ?? phase.views.findLast((view) => view.start <= day)!;
