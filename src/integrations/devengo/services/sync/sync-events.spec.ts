import { parse } from 'lossless-json';
import { runOf } from './sync-events.js';

it('reads a message whose id looks like a number in exponents', () => {
  const text = '{"execution_id":"01a21fbe-29e8-7158-8c5c-c41d3b793335","position":1,"step":"invoices"}';
  expect(runOf(parse(text))).toEqual({ execution_id: '01a21fbe-29e8-7158-8c5c-c41d3b793335', position: 1 });
  expect(runOf(JSON.parse(text))).toEqual(runOf(parse(text)));
  expect(runOf({})).toBeNull();
  expect(runOf(null)).toBeNull();
});
