import { indentXml } from './indent-xml.js';

it('indents XML for the eye', () => {
  expect(indentXml('<?xml version="1.0"?><a><b x="1">t</b><c/><d><e>u</e></d></a>')).toBe(['<?xml version="1.0"?>', '<a>', '  <b x="1">t</b>', '  <c/>', '  <d>', '    <e>u</e>', '  </d>', '</a>'].join('\n'));
});
