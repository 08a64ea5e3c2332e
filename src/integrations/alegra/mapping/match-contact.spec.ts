import type { AlegraContact } from '../client/alegra.types.js';
import type { ContactBody } from './contact.js';
import { countryOf } from './countries.js';
import { readIdentification } from './identification.js';
import { contactChanges, identificationOf, matchContact } from './match-contact.js';

const CR = countryOf('CR')!;
const contact = (id: number | string, more: Partial<AlegraContact>): AlegraContact => ({ id, name: 'Ana Mora', status: 'active', type: 'client', ...more });
const wanted = { identification: readIdentification('1-1234-0567', 'CF', CR), email: 'Ana@Correo.example' };
const byNumber = contact(7, { identification: '112340567' });
const stranger = contact(1, { identification: '999999999', email: 'otro@correo.example' });

describe('case 9: identificationOf reads every shape', () => {
  it.each([
    [{ identification: '112340567' }],
    [{ identification: '1-1234-0567', identificationObject: null }],
    [{ identification: { type: 'CF', number: '112340567', dv: null } }],
    [{ identification: '112340567', identificationObject: { type: 'CF', number: '112340567' } }],
    [{ identification: 112340567 }],
  ])('%j', (more) => expect(identificationOf(contact(1, more), CR)).toMatchObject({ number: '112340567', type: 'CF' }));

  it('Colombia keeps the check digit apart', () => {
    expect(identificationOf(contact(1, { identificationObject: { type: 'NIT', number: '890903938', dv: 8 } }), countryOf('CO')!)).toMatchObject({ number: '890903938', dv: '8' });
  });

  it.each([[{}], [{ identification: null }], [{ identification: { type: 'CF', number: null } }]])('none in %j', (more) => expect(identificationOf(contact(1, more), CR)).toBeNull());
});

describe('matchContact', () => {
  it.each([
    ['a filter that was ignored matches nobody', [stranger, contact(2, { identification: null })], { kind: 'none' }],
    ['the right row wins wherever it stands', [stranger, byNumber], { kind: 'match', contact: { id: 7 }, by: 'identification' }],
    ['the same row twice is one', [byNumber, { ...byNumber, id: '7' }], { kind: 'match', contact: { id: '7' } }],
    ['case 9: another type is another person', [contact(7, { identificationObject: { type: 'DIMEX', number: '112340567' } })], { kind: 'none' }],
    ['two with the number', [byNumber, contact(8, { identification: '1-1234-0567' })], { kind: 'ambiguous', contacts: [{ id: 7 }, { id: 8 }] }],
    ['case 18: the active one of two', [contact(6, { identification: '112340567', status: 'inactive' }), byNumber], { kind: 'match', contact: { id: 7 } }],
    ['case 9: by e-mail, whatever its case', [stranger, contact(9, { email: 'ANA@correo.example' })], { kind: 'match', contact: { id: 9 }, by: 'email' }],
    ['the e-mail of somebody else', [contact(9, { email: 'ana@correo.example', identification: '222222222' })], { kind: 'none' }],
    ['an e-mail shared by two', [contact(9, { email: 'ana@correo.example' }), contact(10, { email: 'ana@correo.example' })], { kind: 'ambiguous', by: 'email' }],
    ['nothing', [], { kind: 'none' }],
  ])('%s', (_, rows, expected) => expect(matchContact(rows, wanted, CR)).toMatchObject(expected));

  it('who has neither number nor e-mail is nobody', () => {
    expect(matchContact([contact(1, { email: '' }), contact(2, { identification: '' })], { identification: null, email: null }, CR)).toEqual({ kind: 'none' });
  });
});

describe('case 20: contactChanges', () => {
  const body: ContactBody = { nameObject: { firstName: 'Ana', lastName: 'Mora' }, email: 'ana@correo.example', phonePrimary: '8888-1122', identificationObject: { type: 'CF', number: '112340567' }, type: 'client' };
  const same = contact(7, { email: 'ANA@correo.example', phonePrimary: '8888-1122', identification: '112340567' });

  it('nothing differs, nothing is sent', () => expect(contactChanges(same, body, CR)).toBeNull());
  it.each([
    ['only what differs', same, { ...body, mobile: '7000-0000' }, { mobile: '7000-0000' }],
    ['nothing is blanked', { ...same, mobile: '7000' }, { type: 'client' as const }, null],
    ['a new name', { ...same, name: 'Ana M.' }, body, { nameObject: body.nameObject }],
    ['a missing identification', { ...same, identification: null }, body, { identificationObject: body.identificationObject }],
    ['never another identification', { ...same, identification: '999999999' }, body, null],
    ['case 15: a provider becomes a client too', { ...same, type: ['provider'] }, body, { type: ['client', 'provider'] }],
  ])('%s', (_, existing, wantedBody, expected) => expect(contactChanges(existing, wantedBody, CR)).toEqual(expected));
});
