import { accrue, byMonth, kinds, months, type Case } from '../../../../../test/support/devengo/accrual-case.js';

const A: Case = { documents: [['2024-01-10', 6000]], periods: [['2024-01-15', '2024-06-02']] };
const A_MONTHS = { '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '1328.57', '2024-04': '1285.71', '2024-05': '1328.58', '2024-06': '85.71' };
const P: Case = {
  documents: [['2024-11-20', 4800]],
  periods: [['2024-12-01', '2025-04-30', 'POSTPONED', '2025-01-15'], ['2025-05-05', '2025-09-26']],
};

describe('the worked examples of the accrual rules, to the cent', () => {
  it('C: 500.00 over 108 days', () => {
    expect(months({ documents: [['2025-05-01', 500]], periods: [['2025-05-12', '2025-08-27']] }, '2025-12')).toEqual({
      '2025-05': '92.59', '2025-06': '138.89', '2025-07': '143.52', '2025-08': '125.00',
    });
  });

  it('A: 6 000.00 over 140 days, nothing left over', () => {
    const result = accrue(A, '2024-12');
    expect(months(A, '2024-12')).toEqual(A_MONTHS);
    expect(result).toMatchObject({ contract: 'ACTIVE', accrual: 'COMPLETED' });
    expect(result.accrued.toFixed(2)).toBe('6000.00');
  });

  it('A-drop: the rest in the month of the drop, what was delivered apart from what was not', () => {
    const drop: Case = { ...A, periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] };
    const result = accrue(drop, '2024-12');
    expect(months(drop, '2024-12')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '4028.57' });
    expect(kinds(result, '2024-03')).toEqual(['regular 857.14', 'remainder 3171.43']);
    expect(result).toMatchObject({ contract: 'CANCELED', accrual: 'COMPLETED' });
  });

  it('A-drop with hold: what was not delivered stays deferred', () => {
    const result = accrue({ ...A, periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']], policies: { on_drop: 'hold' } }, '2024-12');
    expect(kinds(result, '2024-03')).toEqual(['regular 857.14']);
    expect(result.total.minus(result.accrued).toFixed(2)).toBe('3171.43');
    expect(result.rows.at(-1)!.month).toBe(result.rows[2]!.month);
  });

  it('A-drop and a credit note while March is open', () => {
    const drop: Case = { documents: [['2024-01-10', 6000], ['2024-03-25', -2000]], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] };
    expect(months(drop, '2024-12')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '2028.57' });
  });

  it('A-drop and a credit note after March was closed: one negative row, total 4 000.00', () => {
    const drop: Case = {
      documents: [['2024-01-10', 6000], ['2024-05-10', -2000]], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']],
      booked: { '2024-01': 728.57, '2024-02': 1242.86, '2024-03': 4028.57 }, status: 'CANCELED',
    };
    const result = accrue(drop, '2024-12');
    expect(months(drop, '2024-12')).toEqual({ '2024-05': '-2000.00' });
    expect(kinds(result, '2024-05')).toEqual(['credit -2000.00']);
    expect(result.accrued.toFixed(2)).toBe('4000.00');
  });

  it('A-early end: the rest in the month of the graduation, closed', () => {
    const early: Case = { ...A, periods: [['2024-01-15', '2024-06-02', 'ENDED', '2024-05-20']] };
    expect(months(early, '2024-12')).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '1328.57', '2024-04': '1285.71', '2024-05': '1414.29' });
    expect(accrue(early, '2024-12')).toMatchObject({ contract: 'CLOSED', accrual: 'COMPLETED' });
    expect(accrue(early, '2024-04')).toMatchObject({ contract: 'ACTIVE', accrual: 'ACTIVE' });
  });

  it('A-late invoice, catch-up', () => {
    const late: Case = { ...A, documents: [['2024-01-10', 6000], ['2024-04-10', 3000]] };
    expect(months(late, '2024-12')).toMatchObject({ '2024-03': '1328.57', '2024-04': '3578.57', '2024-05': '1992.86', '2024-06': '128.57' });
    expect(accrue(late, '2024-12').accrued.toFixed(2)).toBe('9000.00');
  });

  it('A-late invoice, prospective', () => {
    const late: Case = { ...A, documents: [['2024-01-10', 6000], ['2024-04-10', 3000]], policies: { late_invoices: 'prospective' } };
    expect(months(late, '2024-12')).toMatchObject({ '2024-03': '1328.57', '2024-04': '2714.29', '2024-05': '2804.76', '2024-06': '180.95' });
    expect(accrue(late, '2024-12').accrued.toFixed(2)).toBe('9000.00');
  });

  it('P: nothing during the pause, the rest over the course that follows', () => {
    expect(months(P, '2025-12')).toEqual({
      '2024-12': '985.43', '2025-01': '476.82', '2025-05': '621.51', '2025-06': '690.57', '2025-07': '713.59', '2025-08': '713.59', '2025-09': '598.49',
    });
    const paused = accrue(P, '2025-03');
    expect(paused.accrual).toBe('PAUSED');
    expect(paused.total.minus(paused.accrued).toFixed(2)).toBe('3337.75');
  });

  it('P-expired: the rest in May, when three months are first complete', () => {
    const expired: Case = { ...P, periods: P.periods!.slice(0, 1) };
    expect(months(expired, '2025-04')).toEqual({ '2024-12': '985.43', '2025-01': '476.82' });
    expect(months(expired, '2025-12')).toEqual({ '2024-12': '985.43', '2025-01': '476.82', '2025-05': '3337.75' });
    expect(accrue(expired, '2025-12')).toMatchObject({ contract: 'CANCELED', accrual: 'COMPLETED' });
    expect(accrue(expired, '2025-12').notices.map(({ type }) => type)).toEqual(['postponed_expired']);
  });

  it('Z: an invoice and its whole credit note before the start leave no row', () => {
    const result = accrue({ documents: [['2024-01-10', 1000], ['2024-01-20', -1000]], periods: [['2024-03-01', '2024-06-30']] }, '2024-12');
    expect(result).toMatchObject({ rows: [], contract: 'CANCELED', accrual: 'COMPLETED', note: expect.stringContaining('cero') });
  });

  it('recent: 21 days at the end of March are not, 11 are', () => {
    const seen = { found: false, seen: '2024-04-02' };
    const noticesOf = (date: string) => accrue({ documents: [[date, 900]], snapshot: seen }, '2024-03').notices.map(({ type }) => type);
    expect(noticesOf('2024-03-10')).toEqual(['resigned_candidate']);
    expect(noticesOf('2024-03-20')).toEqual([]);
  });
});

describe('the same examples with the method sessions: the original’s figures, without its residue', () => {
  const policies = { accrual_method: 'sessions' } as const;
  const bySessions = (given: Case): Case => ({ ...given, policies: { ...given.policies, ...policies } });

  it('C: 6, 9, 9 and 8 of 32 classes, 2 a week', () => {
    const C: Case = { documents: [['2025-05-01', 500]], periods: [['2025-05-12', '2025-08-27']], sessions: 32, perWeek: 2, policies };
    expect(months(C, '2025-12')).toEqual({ '2025-05': '93.75', '2025-06': '140.63', '2025-07': '140.62', '2025-08': '125.00' });
  });

  it('A: 7, 12, 13, 13, 13 and what is left, where the original kept 100.00 for ever', () => {
    expect(months(bySessions(A), '2024-12')).toEqual({ '2024-01': '700.00', '2024-02': '1200.00', '2024-03': '1300.00', '2024-04': '1300.00', '2024-05': '1300.00', '2024-06': '200.00' });
    expect(accrue(bySessions(A), '2024-12')).toMatchObject({ accrual: 'COMPLETED', sessionsAccrued: 60 });
  });

  it('A-drop: 9 classes of March, and the rest', () => {
    const drop = bySessions({ ...A, periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] });
    expect(months(drop, '2024-12')).toEqual({ '2024-01': '700.00', '2024-02': '1200.00', '2024-03': '4100.00' });
    expect(kinds(accrue(drop, '2024-12'), '2024-03')).toEqual(['regular 900.00', 'remainder 3200.00']);
  });

  it('A-early end: 1 500.00 in May, closed', () => {
    const early = bySessions({ ...A, periods: [['2024-01-15', '2024-06-02', 'ENDED', '2024-05-20']] });
    expect(months(early, '2024-12')).toMatchObject({ '2024-04': '1300.00', '2024-05': '1500.00' });
    expect(accrue(early, '2024-12')).toMatchObject({ contract: 'CLOSED', accrual: 'COMPLETED' });
  });

  it('A-late invoice, caught up and prospective', () => {
    const documents: Case['documents'] = [['2024-01-10', 6000], ['2024-04-10', 3000]];
    expect(months({ ...A, documents, policies }, '2024-12')).toMatchObject({ '2024-03': '1300.00', '2024-04': '3550.00', '2024-05': '1950.00', '2024-06': '300.00' });
    const later = accrue({ ...A, documents, policies: { ...policies, late_invoices: 'prospective' } }, '2024-12');
    // 27 classes from April on, of 28 that are left: 13, 13 and 1.
    expect(byMonth(later.rows)).toMatchObject({ '2024-04': '2792.59', '2024-05': '2792.60', '2024-06': '214.81' });
    expect(later.accrued.toFixed(2)).toBe('9000.00');
  });

  it('P: 18 classes before the pause, the 42 that are left over the whole course that follows', () => {
    expect(months(bySessions(P), '2025-12')).toEqual({
      '2024-12': '960.00', '2025-01': '480.00', '2025-05': '640.00', '2025-06': '720.00', '2025-07': '720.00', '2025-08': '720.00', '2025-09': '560.00',
    });
    expect(accrue(bySessions(P), '2025-12')).toMatchObject({ accrual: 'COMPLETED', sessionsAccrued: 60 });
  });

  it('a course with fewer classes than its service is spread over its own', () => {
    const short: Case = { documents: [['2024-01-01', 900]], periods: [['2024-01-01', '2024-02-29']], policies };
    expect(months(short, '2024-12')).toEqual({ '2024-01': '450.00', '2024-02': '450.00' });
  });

  it('what is computed says by how many classes', () => {
    expect(accrue(bySessions(A), '2024-02').rows.at(-1)!.inputs).toMatchObject({ method: 'sessions', delivered_sessions: 19, planned_sessions: 60, delivered_days: 46, planned_days: 140 });
  });
});
