import { parse } from 'lossless-json';
import { posSale } from './documents.fixture.js';
import { describeDelivery } from './describe-delivery.js';

const NOTHING = { eventType: 'unknown', externalReference: null, doctype: null, dedupeKey: null, orderKey: null };

describe('describeDelivery', () => {
  it('case 1: one key per event of a document', () => {
    const described = describeDelivery(posSale());
    expect(described).toEqual({
      eventType: 'pos_invoice.on_submit',
      externalReference: 'ACC-PSINV-2026-00011',
      doctype: 'POS Invoice',
      dedupeKey: 'POS Invoice|ACC-PSINV-2026-00011|1|on_submit|2026-03-14 18:42:07.318224',
      orderKey: 'POS Invoice|ACC-PSINV-2026-00011',
    });
    expect(describeDelivery(parse(JSON.stringify(posSale())))).toEqual(described);
    expect(describeDelivery(posSale({ docstatus: 2 })).dedupeKey).not.toBe(described.dedupeKey);
    expect(describeDelivery(posSale({ event: 'on_cancel' })).dedupeKey).not.toBe(described.dedupeKey);
    expect(describeDelivery(posSale({ docstatus: 2 })).orderKey).toBe(described.orderKey);
  });

  it.each([
    [{ event: null, docstatus: 2 }, 'pos_invoice.on_cancel'],
    [{ event: 'None', docstatus: '0' }, 'pos_invoice.on_update'],
    [{ event: undefined, docstatus: undefined }, 'pos_invoice.received'],
  ])('%j → %s', (more, expected) => expect(describeDelivery(posSale(more)).eventType).toBe(expected));

  it('has no dedupe key without a name or a time: equal keys would swallow a corrected document', () => {
    expect(describeDelivery(posSale({ modified: '' })).dedupeKey).toBeNull();
    expect(describeDelivery(posSale({ name: null }))).toMatchObject({ dedupeKey: null, orderKey: null, externalReference: null });
  });

  it.each([undefined, null, 0, 'x', [], [1], { name: {}, doctype: [] }, Object.create(null), { toString: 1, modified: Symbol.iterator }])('never throws: %p', (junk) => {
    expect(describeDelivery(junk)).toEqual(NOTHING);
  });
});
