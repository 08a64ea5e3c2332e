import { parse } from 'lossless-json';
import { posSale } from './documents.fixture.js';
import { describeDelivery } from './describe-delivery.js';

const NOTHING = { event_type: 'unknown', external_reference: null, dedupe_key: null, order_key: null };

describe('describeDelivery', () => {
  it('case 1: one key per event of a document', () => {
    const described = describeDelivery(posSale());
    expect(described).toEqual({
      event_type: 'pos_invoice.on_submit',
      external_reference: 'ACC-PSINV-2026-00011',
      dedupe_key: 'POS Invoice|ACC-PSINV-2026-00011|1|on_submit|2026-03-14 18:42:07.318224',
      order_key: 'POS Invoice|ACC-PSINV-2026-00011',
    });
    expect(describeDelivery(parse(JSON.stringify(posSale())))).toEqual(described);
    expect(describeDelivery(posSale({ docstatus: 2 })).dedupe_key).not.toBe(described.dedupe_key);
    expect(describeDelivery(posSale({ event: 'on_cancel' })).dedupe_key).not.toBe(described.dedupe_key);
    expect(describeDelivery(posSale({ docstatus: 2 })).order_key).toBe(described.order_key);
  });

  it.each([
    [{ event: null, docstatus: 2 }, 'pos_invoice.on_cancel'],
    [{ event: 'None', docstatus: '0' }, 'pos_invoice.on_update'],
    [{ event: undefined, docstatus: undefined }, 'pos_invoice.received'],
  ])('%j → %s', (more, expected) => expect(describeDelivery(posSale(more)).event_type).toBe(expected));

  it('has no dedupe key without a name or a time: equal keys would swallow a corrected document', () => {
    expect(describeDelivery(posSale({ modified: '' })).dedupe_key).toBeNull();
    expect(describeDelivery(posSale({ name: null }))).toMatchObject({ dedupe_key: null, order_key: null, external_reference: null });
  });

  it.each([undefined, null, 0, 'x', [], [1], { name: {}, doctype: [] }, Object.create(null), { toString: 1, modified: Symbol.iterator }])('never throws: %p', (junk) => {
    expect(describeDelivery(junk)).toEqual(NOTHING);
  });
});
