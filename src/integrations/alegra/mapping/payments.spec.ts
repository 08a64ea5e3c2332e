import { Money } from '../../../core/money/index.js';
import type { AlegraMetadata, MethodSetting } from '../alegra.credentials.js';
import { countryOf, UNKNOWN_COUNTRY } from './countries.js';
import { cash, documentOf, posSale, settingsOf } from './documents.fixture.js';
import { methodPair } from './payment-methods.js';
import { toPayments } from './payments.js';

type Fields = Record<string, unknown>;
const CR = countryOf('CR')!;
const CO = countryOf('CO')!;
const pay = (payments: Fields[], more: Fields = {}, total = '19605', settings: Partial<AlegraMetadata> = {}) =>
  toPayments(documentOf(posSale({ payments, ...more })), settingsOf(settings), CR, new Money(total));
const card = (amount: number | string): Fields => ({ mode_of_payment: 'Tarjeta', amount, type: 'Bank' });
const withCards = { payment_account_map: { Efectivo: '1', Tarjeta: '4' }, payment_method_map: { Efectivo: 'cash', Tarjeta: 'credit-card' } };
const amounts = ({ payments }: ReturnType<typeof pay>) => payments.map(({ amount }) => amount);
const codes = ({ problems }: ReturnType<typeof pay>) => problems.map(({ path, code }) => `${path} ${code}`);

describe('toPayments', () => {
  it('case 31: modes without an amount are skipped, one mode may come twice', () => {
    expect(pay([cash(100), card(0), cash(50), card('0.00')])).toMatchObject({ payments: [{ amount: 100 }, { amount: 50 }], problems: [] });
  });

  it.each<[string, Fields[], Fields, (number | string)[]]>([
    ['comes out of the cash', [cash(20000)], { change_amount: 395 }, [19605]],
    ['comes out of the cash, not out of the card', [card(10000), cash(10000)], { change_amount: 395 }, [10000, 9605]],
    ['may take a whole row', [cash(100), cash(20000)], { change_amount: 495 }, [19605]],
    ['comes out of the rest when there is no cash', [card(20000)], { change_amount: 395 }, [19605]],
    ['of 0 is none', [cash(19605)], { change_amount: 0 }, [19605]],
  ])('case 30: change %s', (_, rows, more, expected) => expect(amounts(pay(rows, more, '19605', withCards))).toEqual(expected));

  it('case 30: cash beyond the total is change, when the payload does not tell', () => {
    const built = pay([cash(20000)]);
    expect(amounts(built)).toEqual([19605]);
    expect(built.warnings.map(({ code }) => code)).toEqual(['change_assumed']);
  });

  it('case 26: beyond the total only a difference of rounding is cut off', () => {
    expect(amounts(pay([card('19605.01')], { change_amount: 0 }, '19605', withCards))).toEqual([19605]);
    expect(amounts(pay([card('19605.40')], { change_amount: 0, rounding_adjustment: 0.4 }, '19605', withCards))).toEqual([19605]);
    expect(codes(pay([card('19606')], { change_amount: 0 }, '19605', withCards))).toEqual(['payments payment_exceeds_total']);
    expect(codes(pay([card('25000')], {}, '19605', withCards))).toEqual(['payments payment_exceeds_total']);
  });

  it('case 32: a part leaves the rest open', () => expect(pay([cash(5000)]).paid.toString()).toBe('5000'));

  it('case 33: a mode that is not mapped takes the defaults', () => {
    const settings = { default_payment_account_id: '9', default_payment_method: 'deposit', default_payment_method_key: 'OTHER' };
    expect(pay([{ mode_of_payment: 'Trueque', amount: 5 }], {}, '10', settings)).toMatchObject({ payments: [{ account: { id: '9' }, paymentMethod: 'deposit' }], invoiceMethod: 'OTHER' });
  });

  it('case 33: without defaults the mode is named', () => {
    const built = pay([cash(1), { mode_of_payment: 'Trueque', amount: 5 }], {}, '10');
    expect(codes(built)).toEqual(['payments[1] payment_unmapped', 'payments[1] payment_unmapped']);
    expect(built.problems.every(({ message }) => message.includes('«Trueque»'))).toBe(true);
    expect(built.payments).toEqual([]);
  });

  it.each(['Efectivo', 'EFECTIVO', ' efectivo ', 'Efectívo'])('case 33: %p is Efectivo', (mode) => expect(pay([{ mode_of_payment: mode, amount: 5 }], {}, '10').problems).toEqual([]));

  it('case 34: the date of a payment is the posting date', () => expect(pay([cash(5)], { due_date: '2026-12-31' }).payments[0]?.date).toBe('2026-03-14'));

  it('case 35: the invoice takes the fiscal method of the largest payment', () => {
    expect(pay([cash(100), card(200)], {}, '300', withCards).invoiceMethod).toBe('CARD');
    expect(pay([card(200)], {}, '300', { ...withCards, default_payment_method_key: 'CASH' }).invoiceMethod).toBe('CARD');
  });

  it('case 31: what points and write-offs paid is told', () => {
    expect(pay([cash(5)], { loyalty_amount: 100, write_off_amount: 0.5 }).warnings.map(({ code }) => code)).toEqual(['balance_left_open', 'balance_left_open']);
  });

  it('case 31: money given back on a return counts positive', () => {
    expect(amounts(pay([cash(-100), { ...cash(0) }], { is_return: 1, items: [{ item_code: 'PIN-5000', qty: -1, rate: 100 }] }, '113'))).toEqual([100]);
    expect(codes(pay([cash(-100)]))).toEqual(['payments[0] payment_negative']);
  });
});

describe('case 35: methodPair', () => {
  it.each<[MethodSetting | undefined, typeof CR, string | null, string | null]>([
    ['credit-card', CR, 'credit-card', 'CARD'],
    ['credit-card', CO, 'credit-card', 'CREDIT_CARD'],
    ['CARD', CR, 'credit-card', 'CARD'],
    ['DEBIT_CARD', CO, 'debit-card', 'DEBIT_CARD'],
    ['DEBIT_TRANSFER_BANK', CO, 'transfer', 'DEBIT_TRANSFER_BANK'],
    ['BANK_DEPOSIT', CO, 'deposit', 'BANK_DEPOSIT'],
    ['LOCAL_CHECK', CO, 'check', 'LOCAL_CHECK'],
    [{ payment: 'debit-card', invoice: 'CARD' }, CR, 'debit-card', 'CARD'],
    [{ payment: 'deposit' }, CR, 'deposit', 'TRANSFER'],
    [{ invoice: 'OTHER' }, CR, null, 'OTHER'],
    ['cash', UNKNOWN_COUNTRY, 'cash', null],
    [undefined, CR, null, null],
  ])('%j in %#', (setting, country, payment, invoice) => expect(methodPair(setting, country)).toEqual({ payment, invoice }));
});
