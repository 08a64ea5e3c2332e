import { decideAction, SKIPS } from './decide-action.js';
import { creditSale, documentOf, posSale } from './documents.fixture.js';

describe('decideAction', () => {
  it.each([
    ['case 2: another doctype', { doctype: 'Purchase Order', name: 'P-1', docstatus: 1 }, 'doctype_not_handled'],
    ['case 2: a cancelled other doctype', { doctype: 'Delivery Note', name: 'D-1', docstatus: 2 }, 'doctype_not_handled'],
    ['case 2: a draft', creditSale({ docstatus: 0 }), 'draft'],
    ['case 3: the sum of a POS shift', creditSale({ is_consolidated: 1 }), 'consolidated'],
    ['case 3: its return', creditSale({ is_consolidated: '1', is_return: 1 }), 'consolidated'],
    ['case 5: an opening balance', creditSale({ is_opening: 'Yes' }), 'opening_entry'],
    ['case 5: a debit note', creditSale({ is_debit_note: 1 }), 'debit_note'],
    ['case 5: a transfer within the company', creditSale({ is_internal_customer: 1, company: 'A', represents_company: 'A' }), 'internal_transfer'],
  ])('%s is skipped', (_, payload, code) => {
    const action = decideAction(documentOf(payload));
    expect(action).toMatchObject({ kind: 'skip', reason: { code } });
    expect(action.reason?.message).toMatch(/\.$/);
  });

  it.each([
    ['a POS sale', posSale(), 'invoice'],
    ['a sale on credit', creditSale(), 'invoice'],
    ['case 3: a POS sale already consolidated', posSale({ consolidated_invoice: 'ACC-SINV-1', status: 'Consolidated' }), 'invoice'],
    ['case 5: a sale to a sister company', creditSale({ is_internal_customer: 1, company: 'A', represents_company: 'B' }), 'invoice'],
    ['case 5: not an opening balance', creditSale({ is_opening: 'No' }), 'invoice'],
    ['case 4: a return', creditSale({ is_return: 1, return_against: 'ACC-SINV-1' }), 'credit_note'],
    ['case 2: a cancellation', creditSale({ docstatus: 2 }), 'cancel'],
    ['case 39: a cancelled return', creditSale({ docstatus: 2, is_return: 1 }), 'cancel'],
    ['a cancellation by its event', creditSale({ event: 'on_cancel' }), 'cancel'],
  ])('%s → %s', (_, payload, kind) => expect(decideAction(documentOf(payload))).toEqual({ kind }));

  it('has one stable code per reason', () => expect(new Set(SKIPS.map(({ code }) => code)).size).toBe(SKIPS.length));
});
