import { accrue, byMonth, factsOf, type Case } from '../../../../../test/support/devengo/accrual-case.js';
import { Money } from '../../../../core/money/index.js';
import { writeDay, readDay, writeMonth } from './calendar.js';
import type { PeriodStatus } from './facts.js';

// Contracts of all kinds, from a seed: what must hold for every one of them.
const CASES = 250;
const END = '2027-12';

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STATUSES: PeriodStatus[] = ['ACTIVE', 'ACTIVE', 'POSTPONED', 'DROPPED', 'ENDED'];

function caseOf(seed: number): Case {
  const pick = random(seed);
  const day = (from: string, days: number) => writeDay(readDay(from) + pick(days));
  const documents: [string, string][] = [[day('2024-01-01', 90), (1 + pick(900_000) / 100).toFixed(2)]];
  for (let more = pick(3); more > 0; more--) documents.push([day('2024-02-01', 400), ((pick(400_000) - 150_000) / 100).toFixed(2)]);
  let start = day('2024-01-15', 120);
  const periods: Case['periods'] = [];
  for (let more = pick(4); more > 0; more--) {
    const end = writeDay(readDay(start) + pick(200));
    const status = STATUSES[pick(STATUSES.length)]!;
    periods.push([start, end, status, status === 'ACTIVE' ? null : day(start, 220)]);
    start = writeDay(readDay(start) + 20 + pick(260));
  }
  return {
    documents, periods,
    policies: { on_drop: pick(3) ? 'recognise_remainder' : 'hold', expire_postponed: pick(3) ? 'recognise' : 'hold', late_invoices: pick(2) ? 'catch_up' : 'prospective', accrual_method: pick(2) ? 'days' : 'sessions' },
    sessions: 10 + pick(60), perWeek: 1 + pick(8) / 2,
  };
}

const total = ({ documents }: Case) => documents.reduce((sum, [, net]) => sum.plus(net), new Money(0));
const cases = Array.from({ length: CASES }, (_, seed) => [seed, caseOf(seed + 1)] as const);

it('a contract has one row per month, period and kind, and none of zero', () => {
  for (const [seed, given] of cases) {
    const keys = accrue(given, END).rows.map(({ month, periodId, kind, amount }) => (amount.isZero() ? 'zero' : `${month} ${periodId} ${kind}`));
    expect({ seed, keys }).toEqual({ seed, keys: [...new Set(keys)].filter((key) => key !== 'zero') });
  }
});

it('never recognises more than was billed up to the month, nor less than nothing of it', () => {
  for (const [seed, given] of cases) {
    let accrued = new Money(0);
    const { documents } = factsOf(given);
    for (const [month, amount] of Object.entries(byMonth(accrue(given, END).rows))) {
      accrued = accrued.plus(amount);
      const billed = documents.filter(({ day }) => writeDay(day).slice(0, 7) <= month).reduce((sum, { net }) => sum.plus(net), new Money(0));
      const [low, high] = billed.isNegative() ? [billed, new Money(0)] : [new Money(0), billed];
      expect({ seed, month, within: accrued.gte(low) && accrued.lte(high) }).toEqual({ seed, month, within: true });
    }
  }
});

it('ends with all of it, when everything is over and no policy holds it back', () => {
  for (const [seed, given] of cases) {
    if (given.periods!.length === 0 || given.policies!.on_drop === 'hold' || given.policies!.expire_postponed === 'hold') continue;
    expect({ seed, accrued: accrue(given, END).accrued.toFixed(2) }).toEqual({ seed, accrued: total(given).toFixed(2) });
  }
});

it('is the same month by month in closed books as in one run', () => {
  for (const [seed, given] of cases.slice(0, 60)) {
    const whole = byMonth(accrue(given, '2026-06').rows);
    const booked: Record<string, string> = {};
    const facts = factsOf(given);
    const begin = Math.min(...[facts.documents[0]!.day, ...facts.periods.map(({ start }) => start)].map((day) => Number(writeDay(day).slice(0, 4)) * 12 + Number(writeDay(day).slice(5, 7)) - 1));
    for (let month = begin; writeMonth(month) <= '2026-06'; month++) {
      const next = { ...given, booked: { ...booked }, ...(month > begin && { closedUntil: writeMonth(month - 1) }) };
      Object.assign(booked, byMonth(accrue(next, writeMonth(month)).rows));
    }
    expect({ seed, booked }).toEqual({ seed, booked: whole });
  }
});
