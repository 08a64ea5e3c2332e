import { comparableNumber, readContact } from './contact-rules.js';
import { answerList, containsText } from './listing.js';
import { bodyOf, type Fields } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { type AlegraState, type Contact, nextId } from './state.js';

export const contactRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/contacts',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.contacts,
        // `name`, `email` and `term` are no filters of the real API: ignored, so that a client that trusts row one is caught.
        filters: {
          identification: (contact, value) => isSameNumber(contact, value),
          type: (contact, value) => contact.type.includes(value),
          query: (contact, value) => containsText(value, contact.name, contact.email, contact.identification?.number),
        },
        orders: { name: (contact) => contact.name, email: (contact) => contact.email ?? '' },
        view: listedContact,
      }),
  },
  {
    method: 'GET',
    path: '/contacts/:id',
    handle: ({ state, request }) => ({ status: 200, body: viewContact(rowOf(state.contacts, request, 'El contacto')) }),
  },
  {
    method: 'POST',
    path: '/contacts',
    handle: ({ state, request, settings }) => {
      const body = bodyOf(request.body);
      const contact = { id: nextId(state.contacts), ...readContact(body, state.country, settings) };
      if (body.ignoreRepeated !== true) refuseRepeated(state, contact);
      state.contacts.push(contact);
      return { status: 201, body: viewContact(contact) };
    },
  },
  {
    method: 'PUT',
    path: '/contacts/:id',
    handle: ({ state, request, settings }) => {
      const contact = rowOf(state.contacts, request, 'El contacto');
      const body = bodyOf(request.body);
      const changed = { id: contact.id, ...readContact(body, state.country, settings, contact) };
      if (body.ignoreRepeated !== true) refuseRepeated(state, changed);
      return { status: 200, body: viewContact(Object.assign(contact, changed)) };
    },
  },
  {
    method: 'DELETE',
    path: '/contacts/:id',
    handle: ({ state, request }) => {
      const contact = rowOf(state.contacts, request, 'El contacto');
      const isUsed = [...state.invoices, ...state.creditNotes].some(({ client }) => client === contact);
      if (isUsed) invalid(`El contacto ${contact.name} no se puede eliminar porque tiene documentos asociados`);
      removeRow(state.contacts, contact);
      return done('El contacto fue eliminado correctamente');
    },
  },
];

function isSameNumber(contact: Contact, number: string): boolean {
  return contact.identification !== null && comparableNumber(contact.identification.number) === comparableNumber(number);
}

/** The answer recorded from the live API: it names the contact that is in the way. */
function refuseRepeated(state: AlegraState, contact: Contact): void {
  const { number } = contact.identification ?? {};
  const twin = number && state.contacts.find((other) => other.id !== contact.id && isSameNumber(other, number));
  if (!twin) return;
  invalid(`Ya existe un contacto con la identificación ${number}`, {
    code: 2006,
    contactId: twin.id,
    contactName: twin.name,
    contactIdentification: twin.identification?.number,
    contactIdentificationObject: twin.identification,
  });
}

/** A single contact: number as id, type as a list, identification as an object. */
export function viewContact(contact: Contact): Fields {
  const { id, name, nameObject, identification, email, type, status, other } = contact;
  const viewed = { ...other, name, email, type, status, identification, identificationObject: identification };
  return { id: Number(id), ...viewed, ...(nameObject ? { nameObject } : {}) };
}

/** A contact in a list: text as id, a single type as text, identification as text with the object beside it. */
function listedContact(contact: Contact): Fields {
  const type = contact.type.length === 1 ? contact.type[0] : contact.type;
  const identification = contact.identification?.number ?? null;
  return { ...viewContact(contact), id: contact.id, type, identification, identificationObject: contact.identification };
}
