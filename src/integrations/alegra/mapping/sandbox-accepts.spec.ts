import { type AlegraClient, startAlegra } from '../../../sandbox/alegra/sandbox-client.js';
import { moneyOf, type Fields } from '../client/alegra.types.js';
import { toContactBody } from './contact.js';
import { toCreditNoteBody, toReversalBody } from './credit-note.js';
import { ACCOUNT, cash, contextOf, creditSale, documentOf, iva, posSale, sale } from './documents.fixture.js';
import { toInvoiceBody } from './invoice.js';

// The sandbox is as strict as Alegra and computes with its own code: what it accepts, and what it comes to, is the proof.
describe('the strict sandbox accepts what mapping builds', () => {
  let alegra: AlegraClient;
  beforeAll(async () => (alegra = await startAlegra({ ratePerMinute: 'off' })));
  beforeEach(() => alegra.reset());
  afterAll(() => alegra.stop());

  const context = contextOf({ charge_item_map: { '*': '78' }, tax_map: { '4': '4', '13': '6' } });
  const push = async (path: string, built: { body?: object; problems?: unknown }) => {
    expect(built.problems).toBeUndefined();
    const answer = await alegra.post(path, built.body);
    expect(answer.status === 201 ? 201 : answer.body).toBe(201);
    return answer.body as Fields & { id: number };
  };

  const included = { taxes: [iva(13, { included_in_print_rate: 1 })] };
  it.each<[string, Fields, string]>([
    ['a POS sale', posSale(), 'closed'],
    ['change given', posSale({ payments: [cash(20000)], change_amount: 395 }), 'closed'],
    ['a sale on credit', creditSale(), 'open'],
    ['included IVA', sale({ rate: 1000, qty: 3, amount: 3000 }, included), 'open'],
    ['a discount of the document', sale({}, { items: [{ item_code: 'PIN-5000', qty: 7, rate: 99.99 }, { item_code: 'CARG-20W', qty: 3, rate: 0.33 }], discount_amount: 12.34 }), 'open'],
    ['a discount of the line', sale({ price_list_rate: 30000, discount_percentage: 33.3333, rate: 20000.01, amount: 20000.01 }), 'open'],
    ['freight', sale({ rate: 1000 }, { taxes: [iva(13), { charge_type: 'Actual', account_head: 'Flete', tax_amount: 2500 }] }), 'open'],
    ['dollars', sale({ rate: 100 }, { currency: 'USD', conversion_rate: 512.5 }), 'open'],
    ['a gift', sale({}, { items: [{ item_code: 'PIN-5000', qty: 1, rate: 0, amount: 0, price_list_rate: 50, discount_percentage: 100 }, { item_code: 'CARG-20W', qty: 1, rate: 8500 }] }), 'open'],
  ])('invoice: %s, to the cent', async (_, payload, status) => {
    const built = toInvoiceBody(documentOf(payload), context);
    const answer = await push('/invoices', built);
    expect(answer.status).toBe(status);
    expect(moneyOf(answer.total)?.toFixed(2)).toBe(built.body && built.expectedTotal.toFixed(2));
  });

  it('contacts: a person and a company', async () => {
    const settings = contextOf({ generic_identification_type: 'PE' }).settings;
    const customers: Fields[] = [
      { customer_name: 'Ana Mora Solís', identification: '1-1234-0567', identification_type: 'CF', email: 'ana@correo.example' },
      { customer_name: 'Taller La Palma S.R.L.', identification: '3-102-458722' },
      { customer_name: 'John Doe', identification: 'XY778', identification_type: 'CF' },
      { customer_name: 'Solo Nombre' },
    ];
    for (const customer of customers) await push('/contacts', toContactBody(documentOf(posSale({ customer })).customer, settings, ACCOUNT.country));
  });

  it('credit notes: a part, and the rest', async () => {
    const { id, total } = await push('/invoices', toInvoiceBody(documentOf(creditSale()), context));
    const back = creditSale({ is_return: 1, return_against: 'X', items: [{ item_code: 'INST-TV', qty: -1, rate: 17699.12, amount: -17699.12 }] });
    const part = toCreditNoteBody(documentOf(back), { ...context, original: { invoiceId: String(id), total: moneyOf(total) } });
    expect(moneyOf((await push('/credit-notes', part)).total)?.toFixed(2)).toBe('20000.01');
    expect((await alegra.get(`/invoices/${id}`)).body).toMatchObject({ balance: 300000 });
  });

  it('case 39: a whole invoice is taken back as Alegra lists it', async () => {
    const { id } = await push('/invoices', toInvoiceBody(documentOf(creditSale()), context));
    const [listed] = (await alegra.get('/invoices')).body as (Fields & { id: string })[];
    await push('/credit-notes', { body: toReversalBody(listed!, { date: '2026-03-20', marker: '[M]', account: ACCOUNT, stamp: false }) });
    expect((await alegra.get(`/invoices/${id}`)).body).toMatchObject({ balance: 0, status: 'closed' });
  });
});
