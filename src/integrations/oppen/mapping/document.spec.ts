import { readDocument, toBody } from './document.js';

it('reads what has a reference, and nothing else', () => {
  expect(readDocument({ reference: ' DOC-1 ' })).toEqual({ reference: 'DOC-1' });
  expect([null, [], {}, { reference: '' }, { reference: 7 }].map(readDocument)).toEqual([null, null, null, null, null]);
});

it('maps it', () => expect(toBody({ reference: 'DOC-1' }, 'final')).toEqual({ reference: 'DOC-1', status: 'final' }));
