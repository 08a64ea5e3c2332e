import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { canceled, posInvoice, returnOf, salesInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
let erp: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  erp = await bench.tenant();
}, 120_000);
afterEach(() => bench.sandbox.clearFaults());
afterAll(() => bench.close());

const touched = <T extends object>(document: T, minute: number): T => ({ ...document, modified: `2026-03-10 08:0${minute}:00.000001` });

describe('a return', () => {
  it('becomes a credit note against the original, with positive quantities', async () => {
    const original = posInvoice();
    await erp.run(original);
    const [invoice] = await erp.invoices(original);
    const back = returnOf(original);
    const message = await erp.run(back);
    expect(message).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'credit_note_created', total: '2260' }, warnings: [] });
    expect(await erp.sent(message, 'alegra.create-credit-note')).toMatchObject({
      client: { id: String(invoice!.client.id) }, invoices: [{ id: String(invoice!.id), amount: 2260 }], items: [{ id: 76, quantity: 2, price: 1000 }],
    });
    expect(await erp.creditNotes(back)).toMatchObject([{ total: '2260.00' }]);
    expect(await erp.invoices(back)).toEqual([]);
  });

  it('waits while the original is still on its way, without using up an attempt', async () => {
    const original = salesInvoice();
    await bench.sandbox.fault({ fault: 'delay', ms: 1_500, method: 'POST', path: '/invoices$', times: 1 });
    const first = await erp.deliver(original);
    const back = returnOf(original);
    const waiting = await erp.tenant.ended(await erp.deliver(back));
    expect(waiting).toMatchObject({ outcome: 'retry_scheduled', error_code: 'original_pending', next_attempt_at: expect.any(String) });
    expect(await erp.creditNotes(back)).toEqual([]);

    expect(await erp.tenant.settled(first)).toMatchObject({ outcome: 'succeeded' });
    const entry = (await erp.tenant.retries()).find(({ correlation_id }) => correlation_id === waiting.correlation_id)!;
    expect((await bench.test.api.post(`/api/retry-queue/${entry.id}/retry-now`)).status).toBe(202);
    expect(await erp.tenant.settled(waiting.id)).toMatchObject({ outcome: 'succeeded', attempt: 1, parent_id: waiting.id, response_payload: { action: 'credit_note_created' } });
    expect(await erp.creditNotes(back)).toHaveLength(1);
  });

  it('fails when the original was never sent, and works once it was', async () => {
    const original = salesInvoice();
    const back = returnOf(original);
    const failed = await erp.run(back);
    expect(failed).toMatchObject({ status: 'processed', outcome: 'failed', error_category: 'validation_error', error_code: 'original_not_synced' });
    expect(failed.error_message).toContain(original.name);
    await erp.run(original);
    expect(await erp.tenant.settled(await erp.tenant.resend(failed.id))).toMatchObject({ outcome: 'succeeded' });
    expect(await erp.creditNotes(back)).toHaveLength(1);
  });

  it('may be partial; all together never exceed the invoice', async () => {
    const original = salesInvoice();
    await erp.run(original);
    const [one, two, three] = [returnOf(original, 1), returnOf(original, 1), returnOf(original, 1)] as const;
    for (const back of [one, two]) expect(await erp.run(back)).toMatchObject({ outcome: 'succeeded', response_payload: { total: '1130' } });
    const refused = await erp.run(three);
    expect(refused).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
    expect(refused.error_message).toMatch(/super/);
    expect(await erp.creditNotes(three)).toEqual([]);
    const tooMuch = salesInvoice();
    await erp.run(tooMuch);
    expect(await erp.run(returnOf(tooMuch, 3))).toMatchObject({ outcome: 'failed', error_code: 'credit_exceeds_invoice' });
  });

  it('makes one note, however often it comes', async () => {
    const original = salesInvoice();
    await erp.run(original);
    const back = returnOf(original);
    const first = await erp.run(back);
    expect(await erp.run(back)).toMatchObject({ outcome: 'duplicate' });
    expect(await erp.run(touched(back, 1))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'credit_note_adopted' } });
    expect(await erp.tenant.settled(await erp.tenant.resend(first.id))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'credit_note_adopted' } });
    expect(await erp.creditNotes(back)).toHaveLength(1);
  });

  it('whose note was lost on the way back is found, not repeated', async () => {
    const original = salesInvoice();
    await erp.run(original);
    const back = returnOf(original);
    await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: '/credit-notes$' });
    expect(await erp.run(back)).toMatchObject({ outcome: 'succeeded', attempt: 2, response_payload: { action: 'credit_note_adopted' } });
    expect(await erp.creditNotes(back)).toHaveLength(1);
  });

  it('canceled after its note exists asks for a person', async () => {
    const original = salesInvoice();
    await erp.run(original);
    const back = returnOf(original);
    await erp.run(back);
    expect(await erp.run(canceled(back))).toMatchObject({ outcome: 'failed', error_code: 'credit_note_not_cancelable' });
  });

  it('canceled while nobody knows whether its note was made asks for a person, if it was', async () => {
    const once = await bench.tenant({ retry: { retry_max_attempts: 1 } });
    const original = salesInvoice();
    await once.run(original);
    const back = returnOf(original);
    await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: '/credit-notes$' });
    expect(await once.run(back)).toMatchObject({ outcome: 'failed', error_category: 'outcome_unknown' });
    expect(await once.run(canceled(back))).toMatchObject({ outcome: 'failed', error_code: 'credit_note_not_cancelable' });
  });

  it('canceled before it was sent is never credited afterwards', async () => {
    const original = salesInvoice();
    await erp.run(original);
    const back = returnOf(original);
    expect(await erp.run(canceled(back))).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'never_synced' } });
    expect(await erp.run(back)).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'canceled' } });
    expect(await erp.creditNotes(back)).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('of what was never sent is skipped', async () => {
    const document = salesInvoice();
    const message = await erp.run(canceled(document));
    expect(message).toMatchObject({ status: 'skipped', outcome: 'skipped', response_payload: { skipped: 'never_synced' } });
    expect(await erp.invoices(document)).toEqual([]);
  });

  it('deletes a draft', async () => {
    const drafts = await bench.tenant({ metadata: { invoice_status: 'draft' } });
    const document = salesInvoice();
    await drafts.run(document);
    expect(await drafts.invoices(document)).toMatchObject([{ status: 'draft' }]);
    expect(await drafts.run(canceled(document))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'draft_deleted' } });
    expect(await drafts.invoices(document)).toEqual([]);
  });

  it.each([['on credit', salesInvoice], ['paid in cash', posInvoice]])('voids an open invoice %s, once', async (_, make) => {
    const document = make();
    await erp.run(document);
    expect(await erp.run(canceled(document))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_voided' } });
    expect(await erp.invoices(document)).toMatchObject([{ status: 'void' }]);

    expect(await erp.run(canceled(document))).toMatchObject({ outcome: 'duplicate' });
    expect(await erp.run(touched(canceled(document), 2))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'already_canceled' } });
    const [invoice] = await erp.invoices(document);
    expect(await bench.sandbox.log({ method: 'POST', path: `/invoices/${invoice!.id}/void` })).toHaveLength(1);
  });

  it('credits a stamped invoice in full, once', async () => {
    const stamped = await bench.tenant({ metadata: { generate_stamp: true } });
    const document = salesInvoice();
    await stamped.run(document);
    const [invoice] = await stamped.invoices(document);
    expect(invoice).toMatchObject({ stamp: expect.objectContaining({ legalStatus: 'ACCEPTED' }) });
    expect(await stamped.run(canceled(document))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_credited' } });
    expect(await stamped.run(touched(canceled(document), 3))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'already_canceled' } });
    const notes = await stamped.creditNotes(document);
    expect(notes).toMatchObject([{ total: '2260.00', stamp: expect.objectContaining({ legalStatus: 'ACCEPTED' }) }]);
    const message = (await stamped.tenant.list('direction=outbound')).find(({ event_type }) => event_type === 'alegra.create-credit-note')!;
    expect(message.payload).toMatchObject({ invoices: [{ id: String(invoice!.id), amount: 2260 }] });
  });

  it('is the last word: a submission that comes after it is skipped', async () => {
    const document = salesInvoice();
    await erp.run(document);
    await erp.run(canceled(document));
    expect(await erp.run(touched(document, 4))).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'canceled' } });
    expect(await erp.invoices(document)).toMatchObject([{ status: 'void' }]);

    const early = salesInvoice();
    await erp.run(canceled(early));
    expect(await erp.run(early)).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'canceled' } });
    expect(await erp.invoices(early)).toEqual([]);
  });
});

it('does not bill POS invoices twice: their consolidation is skipped, also when it is canceled', async () => {
  const document = salesInvoice({ is_consolidated: 1 });
  for (const one of [document, canceled(document)]) {
    const message = await erp.run(one);
    expect(message).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'consolidated' } });
    expect(await erp.tenant.calls(message.correlation_id)).toEqual([]);
  }
});
