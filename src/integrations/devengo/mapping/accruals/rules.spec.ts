import { accrue, kinds, months, type Case } from '../../../../../test/support/devengo/accrual-case.js';
import type { PeriodStatus } from './facts.js';

const COURSE: [string, string] = ['2024-01-15', '2024-06-02'];
const A: Case = { documents: [['2024-01-10', 6000]], periods: [COURSE] };
const left = (given: Case, through: string) => {
  const { total, accrued } = accrue(given, through);
  return total.minus(accrued).toFixed(2);
};
const types = (given: Case, through: string) => accrue(given, through).notices.map(({ type }) => type);

describe('R1–R3, a course that runs', () => {
  it('whatever amount and course, the months add up to the amount', () => {
    for (const net of ['0.01', '0.40', '99.99', '1000.01', '7777.77']) {
      for (const end of ['2024-01-15', '2024-02-29', '2025-01-14', '2026-03-07']) {
        expect(accrue({ documents: [['2024-01-10', net]], periods: [['2024-01-15', end]] }, '2026-12').accrued.toFixed(2)).toBe(net);
      }
    }
  });
  it('two modules planned one after the other are one plan', () =>
    expect(months({ documents: [['2024-01-01', 1000]], periods: [['2024-01-01', '2024-01-31'], ['2024-03-01', '2024-03-31']] }, '2024-12')).toEqual({ '2024-01': '500.00', '2024-03': '500.00' }));
  it('a day that two courses share counts once', () =>
    expect(months({ documents: [['2024-01-01', 910]], periods: [['2024-01-01', '2024-02-29'], ['2024-02-01', '2024-03-31']] }, '2024-12')).toEqual({ '2024-01': '310.00', '2024-02': '290.00', '2024-03': '310.00' }));
  it('a change that lies after the month has not happened in it', () =>
    expect(months({ ...A, periods: [[...COURSE, 'DROPPED', '2024-03-20']] }, '2024-02')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86' }));
});

describe('R4 and R5, a pause', () => {
  it('before the start, nothing is recognised and all stays deferred', () => {
    const early: Case = { documents: [['2024-01-10', 6000]], periods: [['2024-02-15', '2024-06-02', 'POSTPONED', '2024-01-20']], policies: { expire_postponed: 'hold' } };
    expect(months(early, '2024-12')).toEqual({});
    expect(left(early, '2024-12')).toBe('6000.00');
  });
  it('with hold, the rest waits for the student, and people are told', () => {
    const paused: Case = { ...A, periods: [[...COURSE, 'POSTPONED', '2024-03-20']], policies: { expire_postponed: 'hold' } };
    expect(left(paused, '2024-12')).toBe('3171.43');
    expect(types(paused, '2024-07')).toEqual(['postponed_expired']);
    expect(accrue(paused, '2024-12')).toMatchObject({ accrual: 'PAUSED', contract: 'ACTIVE' });
  });
  it('a person lets it go', () => expect(months({ ...A, periods: [[...COURSE, 'POSTPONED', '2024-03-20']], policies: { expire_postponed: 'hold' }, released: '2024-09-05' }, '2024-12')).toMatchObject({ '2024-09': '3171.43' }));
  it('a pause that a closed month let expire stays expired when the student returns', () => {
    const back: Case = {
      documents: [['2024-11-20', 4800]], status: 'CANCELED',
      periods: [['2024-12-01', '2025-04-30', 'POSTPONED', '2025-01-15'], ['2025-08-04', '2025-12-31']],
      booked: { '2024-12': '985.43', '2025-01': '476.82', '2025-05': { amount: '3337.75', decision: 'postponed_expired' } }, closedUntil: '2025-07',
    };
    expect(months(back, '2025-12')).toEqual({});
    expect(types(back, '2025-08')).toEqual(['not_congruent_status']);
  });
  it('a credit note during the pause waits for the return, unless more was recognised than is left', () => {
    const paused = (credit: number): Case => ({ documents: [['2024-01-10', 6000], ['2024-04-10', credit]], periods: [[...COURSE, 'POSTPONED', '2024-03-20'], ['2024-05-01', '2024-05-31']] });
    expect(months(paused(-1000), '2024-12')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '857.14', '2024-05': '2171.43' });
    expect(months(paused(-4000), '2024-12')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '857.14', '2024-04': '-828.57' });
  });
});

describe('R6 and R7, the end', () => {
  const held: Case = { ...A, periods: [[...COURSE, 'DROPPED', '2024-03-20']], policies: { on_drop: 'hold' } };
  it('what is held goes free with the credit note that settles it, or by a person', () => {
    expect(months({ ...held, documents: [['2024-01-10', 6000], ['2024-05-10', -2000]] }, '2024-12')).toMatchObject({ '2024-03': '857.14', '2024-05': '1171.43' });
    expect(months({ ...held, released: '2024-07-01' }, '2024-12')).toMatchObject({ '2024-07': '3171.43' });
    expect(types(held, '2024-04')).toEqual(['held_back', 'held_back']);
  });
  it('a drop before the start recognises all in the month of the drop', () =>
    expect(months({ documents: [['2024-01-10', 6000]], periods: [['2024-02-15', '2024-06-02', 'DROPPED', '2024-01-20']] }, '2024-12')).toEqual({ '2024-01': '6000.00' }));
  it('an end in a closed month is made up for in the first open one', () => {
    const late: Case = { ...A, periods: [[...COURSE, 'ENDED', '2024-03-20']], booked: { '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '1328.57' } };
    const result = accrue(late, '2024-06');
    expect(kinds(result, '2024-04')).toEqual(['adjustment 2700.00']);
    expect(result.rows[0]!.reference).toBe('Meses cerrados hasta 2024-03');
    expect(result).toMatchObject({ contract: 'CLOSED' });
  });
});

describe('R8 and R9, documents that come later', () => {
  const done: Case = { ...A, periods: [[...COURSE, 'ENDED', '2024-06-02']] };
  it('a credit note on a running contract is absorbed', () =>
    expect(months({ ...A, documents: [['2024-01-10', 6000], ['2024-04-10', -3000]] }, '2024-12')).toMatchObject({ '2024-04': '-1007.14', '2024-05': '664.28', '2024-06': '42.86' }));
  it('an invoice on a finished contract is recognised in its month', () => {
    const result = accrue({ ...done, documents: [['2024-01-10', 6000], ['2024-08-10', 500]] }, '2024-12');
    expect(kinds(result, '2024-08')).toEqual(['remainder 500.00']);
    expect(result).toMatchObject({ contract: 'CLOSED', accrual: 'COMPLETED' });
  });
  it('an invoice before any period is deferred', () => expect(months({ documents: [['2024-01-10', 6000]] }, '2024-12')).toEqual({}));
  it('an invoice of a closed month that comes late is an adjustment', () => {
    const late: Case = { documents: [['2024-01-10', 6000], ['2024-02-10', 1400]], periods: [COURSE], booked: { '2024-01': '728.57', '2024-02': '1242.86' } };
    const result = accrue(late, '2024-06');
    expect(kinds(result, '2024-03')).toEqual(['adjustment 460.00', 'regular 1638.57']);
    expect(result.accrued.toFixed(2)).toBe('7400.00');
  });
  it('a course that is billed after another one ended is spread over its own days', () => {
    const again: Case = { documents: [['2024-01-10', 6000], ['2024-08-20', 3000]], periods: [[...COURSE, 'ENDED', '2024-06-02'], ['2024-09-01', '2024-09-30']] };
    expect(months(again, '2024-12')).toMatchObject({ '2024-06': '85.71', '2024-09': '3000.00' });
    expect(months(again, '2024-12')['2024-08']).toBeUndefined();
  });
  it('a course of before that nobody ended in the CRM holds nothing back of the one after it', () => {
    const stale = (status: PeriodStatus, changed: string): Case => ({
      documents: [['2024-01-01', 600], ['2024-09-01', 600]], periods: [['2024-01-01', '2024-03-31'], ['2024-09-01', '2024-12-31', status, changed]], booked: { '2024-01': 204.4, '2024-02': 191.21, '2024-03': 204.39 }, closedUntil: '2024-08',
    });
    expect(months(stale('DROPPED', '2024-09-30'), '2025-03')).toEqual({ '2024-09': '600.00' });
    expect(left(stale('ENDED', '2024-10-31'), '2025-03')).toBe('0.00');
    expect(left(stale('POSTPONED', '2024-09-30'), '2025-03')).toBe('0.00');
  });
  it('a credit note of what the next course was billed takes nothing below zero before that course begins', () => {
    const credited: Case = { documents: [['2024-03-08', 4000], ['2024-06-02', -1000]], periods: [['2024-01-28', '2024-04-30', 'ENDED', '2024-02-12'], ['2024-10-01', '2024-10-31']] };
    expect(months(credited, '2024-12')).toEqual({ '2024-10': '3000.00' });
  });
});

describe('R10, no periods', () => {
  const bare = (snapshot: Case['snapshot'], policies: Case['policies'] = {}): Case => ({ documents: [['2024-01-10', 900]], snapshot, policies });
  it('follows the snapshot of the record', () => {
    expect(months(bare({ found: true, status: 'DROPPED', day: '2024-03-20', seen: '2024-06-01' }), '2024-12')).toEqual({ '2024-03': '900.00' });
    expect(months(bare({ found: true, status: 'ENDED', day: '2024-05-20', seen: '2024-06-01' }), '2024-12')).toEqual({ '2024-05': '900.00' });
    expect(months(bare({ found: true, status: 'ACTIVE', seen: '2024-06-01' }), '2024-12')).toEqual({});
    expect(months(bare({ found: true, status: 'DROPPED', day: '2024-03-20', seen: '2024-06-01' }, { on_drop: 'hold' }), '2024-12')).toEqual({});
  });
  it('a client who is nowhere is told of, and recognised only by policy', () => {
    expect(months(bare({ found: false, seen: '2024-03-01' }), '2024-12')).toEqual({});
    expect(months(bare({ found: false, seen: '2024-03-01' }, { resigned: 'recognise' }), '2024-12')).toEqual({ '2024-01': '900.00' });
    expect(types(bare({ found: false, seen: '2024-03-01' }), '2024-02')).toEqual(['resigned_candidate', 'resigned_candidate']);
  });
});

describe('R11 and R14', () => {
  it('a negative total is recognised in the month of the credit note', () => expect(months({ documents: [['2024-01-10', 100], ['2024-03-10', -150]] }, '2024-12')).toEqual({ '2024-03': '-50.00' }));
  it('a course without a day is not over: all stays deferred', () =>
    expect(accrue({ ...A, periods: [['2024-06-02', '2024-01-15']] }, '2024-12')).toMatchObject({ rows: [], accrual: 'ACTIVE', contract: 'ACTIVE' }));
  it('a credit note after a resumption takes back at once what is more than is left', () =>
    expect(months({ documents: [['2024-01-10', 6000], ['2024-05-10', -4000]], periods: [[...COURSE, 'POSTPONED', '2024-03-20'], ['2024-05-01', '2024-06-30']] }, '2024-12')).toEqual({
      '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '857.14', '2024-05': '-828.57',
    }));
  it('tells of what does not fit', () => {
    expect(types({ ...A, periods: [['2024-06-02', '2024-01-15']] }, '2024-01')).toEqual(['negative_days']);
    expect(types({ ...A, periods: [[...COURSE, 'DROPPED', null]] }, '2024-01')).toEqual(['missing_change_date']);
    expect(types({ ...A, periods: [COURSE, ['2024-05-01', '2024-07-31']] }, '2024-01')).toEqual(['overlapping_periods']);
    expect(types({ ...A, status: 'CANCELED' }, '2024-01')).toEqual(['not_congruent_status']);
    expect(types({ ...A, status: 'CLOSED' }, '2024-01')).toEqual(['not_congruent_status']);
    // A later month's run closed it: its months before, run again, find nothing odd in that.
    expect(types({ ...A, status: 'CLOSED', periods: [[...COURSE, 'ENDED', '2024-06-02']] }, '2024-01')).toEqual([]);
    expect(types({ ...A, status: 'CANCELED', periods: [[...COURSE, 'DROPPED', '2024-05-02']] }, '2024-01')).toEqual([]);
  });
});

it('R11: what was credited beyond what was billed is made up for by the next invoice, not carried below zero', () => {
  const beyond: Case = { documents: [['2024-02-04', 2883.51], ['2024-02-12', -4912.71], ['2024-03-26', 3321.97]] };
  expect(months(beyond, '2024-05')).toEqual({ '2024-02': '-2029.20', '2024-03': '2029.20' });
  const taught: Case = { ...beyond, periods: [['2024-04-01', '2024-05-31']], policies: { late_invoices: 'prospective' } };
  expect(months(taught, '2024-12')).toEqual({ '2024-02': '-2029.20', '2024-03': '2029.20', '2024-04': '635.79', '2024-05': '656.98' });
});
