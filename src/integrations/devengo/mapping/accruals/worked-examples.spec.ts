import { accrue, kinds, months, type Case } from '../../../../../test/support/devengo/accrual-case.js';

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
