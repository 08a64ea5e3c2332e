import { embeddedXml } from './embedded-xml.js';

const XML = '<?xml version="1.0" encoding="UTF-8"?><Factura><Total>1,00 ₡</Total></Factura>';

it('finds XML as it is and in Base64', () => {
  expect(embeddedXml(XML)).toBe(XML);
  expect(embeddedXml(Buffer.from(XML).toString('base64'))).toBe(XML);
});

it('takes nothing else for XML', () => {
  for (const text of ['FAC-1', '<', 'a < b > c', Buffer.from('{"not": "xml at all, only JSON in Base64"}').toString('base64'), Buffer.from([0xff, 0xfe, ...Buffer.alloc(60)]).toString('base64')]) {
    expect(embeddedXml(text)).toBeNull();
  }
});
