import { accrue, byMonth, kinds, months, type Case } from '../../../../../test/support/devengo/accrual-case.js';

// The defects of the original system that an accrual could inherit. 7 (documents), 10, 11 and 12 are the synchronisation's; 8 is
// shown again with the database in services/run-accruals.db.spec.ts.
const COURSE: [string, string] = ['2024-01-15', '2024-06-02'];
const A: Case = { documents: [['2024-01-10', 6000]], periods: [COURSE] };

it('defect 1: an outage books no revenue – without a whole reading of the record, nothing is recognised', () => {
  const recognise = { resigned: 'recognise' } as const;
  expect(months({ documents: [['2024-01-10', 6000]], policies: recognise }, '2026-12')).toEqual({});
  // The last whole reading is older than the month: what failed since says nothing.
  expect(months({ documents: [['2024-03-10', 6000]], snapshot: { found: false, seen: '2024-03-20' }, policies: recognise }, '2024-06')).toEqual({});
});

it('defect 2: a credit note on a finished contract is subtracted once', () => {
  const done: Case = { documents: [['2024-01-10', 6000], ['2024-09-10', -1500]], periods: [[...COURSE, 'ENDED', '2024-06-02']] };
  expect(kinds(accrue(done, '2025-06'), '2024-09')).toEqual(['credit -1500.00']);
  expect(accrue(done, '2025-06').accrued.toFixed(2)).toBe('4500.00');
});

it('defect 3: no residue stays when the last day is over, whether or not the CRM ever says ENDED', () => {
  const result = accrue(A, '2024-06');
  expect(result.accrued.toFixed(2)).toBe('6000.00');
  expect(result.sessionsAccrued).toBe(60);
});

it('defect 4: a postponement consumes the days that were taught, not those of the whole month', () => {
  const paused = accrue({ documents: [['2024-11-20', 4800]], periods: [['2024-12-01', '2025-04-30', 'POSTPONED', '2025-01-15']] }, '2025-01');
  expect(paused.rows.at(-1)!.inputs).toMatchObject({ delivered_days: 46, planned_days: 151 });
  expect(60 - paused.sessionsAccrued).toBe(42);
});

it('defect 5: after a resumption the last revenue is in the month in which the course ends', () => {
  const resumed: Case = { documents: [['2024-11-20', 4800]], periods: [['2024-12-01', '2025-04-30', 'POSTPONED', '2025-01-15'], ['2025-05-05', '2025-09-26']] };
  expect(Object.keys(months(resumed, '2026-12')).at(-1)).toBe('2025-09');
});

it('defect 6: a change date that drifts moves no revenue of a closed month', () => {
  const booked = { '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '4028.57' };
  const drifted: Case = { ...A, periods: [[...COURSE, 'DROPPED', '2024-03-28']], booked, status: 'CANCELED' };
  expect(months(drifted, '2024-12')).toEqual({});
});

it('defect 8: in one run or month by month, closed or not, twice or once, each month is the same', () => {
  const cases: Case[] = [
    A, { ...A, periods: [[...COURSE, 'DROPPED', '2024-03-20']] }, { ...A, documents: [['2024-01-10', 6000], ['2024-04-10', 3000]] },
    { documents: [['2024-01-10', 4800]], periods: [['2024-02-01', '2024-06-30', 'POSTPONED', '2024-03-15'], ['2024-07-05', '2024-11-26']] },
  ];
  for (const given of cases) {
    const whole = months(given, '2024-12');
    const booked: Record<string, string> = {};
    for (let month = 1; month <= 12; month++) {
      const name = `2024-${String(month).padStart(2, '0')}`;
      const next = { ...given, booked, ...(month > 1 && { closedUntil: `2024-${String(month - 1).padStart(2, '0')}` }) };
      const once = byMonth(accrue(next, name).rows);
      expect(byMonth(accrue(next, name).rows)).toEqual(once);
      Object.assign(booked, once);
    }
    expect(booked).toEqual(whole);
  }
});

it('defect 8: every amount has two decimals', () =>
  expect(accrue({ ...A, documents: [['2024-01-10', '1000.01']] }, '2024-12').rows.every(({ amount }) => amount.decimalPlaces() <= 2)).toBe(true));

it('defect 9: forty cents are an amount like any other', () => {
  const small: Case = { ...A, documents: [['2024-01-10', '0.40']] };
  expect(accrue(small, '2024-03')).toMatchObject({ contract: 'ACTIVE' });
  expect(accrue(small, '2024-06').accrued.toFixed(2)).toBe('0.40');
});
