import { answerList, containsText } from './listing.js';
import { amountOf, bodyOf, type Fields, fieldsOf, findById, idOf, listOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { type AlegraState, type Item, nextId } from './state.js';

export const itemRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/items',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.items,
        filters: {
          query: (item, value) => containsText(value, item.name, item.reference, item.description),
          reference: (item, value) => item.reference === value,
          status: (item, value) => item.status === value,
        },
        orders: { name: (item) => item.name, reference: (item) => item.reference ?? '' },
        view: (item) => ({
          ...viewItem(state, item),
          id: item.id,
          price: [{ idPriceList: '1', name: 'General', price: item.price.toFixed(6) }],
          ...(request.query.get('mode') === 'advanced' && item.type === 'product' ? { inventory: INVENTORY } : {}),
        }),
      }),
  },
  {
    method: 'GET',
    path: '/items/:id',
    handle: ({ state, request }) => ({ status: 200, body: viewItem(state, rowOf(state.items, request, 'El ítem')) }),
  },
  {
    method: 'POST',
    path: '/items',
    handle: ({ state, request }) => {
      const item = { id: nextId(state.items), ...readItem(state, bodyOf(request.body)) };
      state.items.push(item);
      return { status: 201, body: viewItem(state, item) };
    },
  },
  {
    method: 'PUT',
    path: '/items/:id',
    handle: ({ state, request }) => {
      const item = rowOf(state.items, request, 'El ítem');
      Object.assign(item, readItem(state, bodyOf(request.body), item));
      return { status: 200, body: viewItem(state, item) };
    },
  },
  {
    method: 'DELETE',
    path: '/items/:id',
    handle: ({ state, request }) => {
      const item = rowOf(state.items, request, 'El ítem');
      const isUsed = [...state.invoices, ...state.creditNotes].some(({ lines }) => lines.some((line) => line.item === item));
      if (isUsed) invalid(`El ítem ${item.name} no se puede eliminar porque tiene documentos asociados`);
      removeRow(state.items, item);
      return done('El ítem fue eliminado correctamente');
    },
  },
];

const INVENTORY = { unit: 'unit', availableQuantity: '100.0000', unitCost: '0.0000' };

function readItem(state: AlegraState, body: Fields, existing?: Item): Omit<Item, 'id'> {
  const price = Array.isArray(body.price) ? fieldsOf(body.price[0]).price : body.price;
  return {
    name: textOf(body.name) ?? existing?.name ?? invalid('El nombre del ítem es obligatorio'),
    description: body.description === undefined ? (existing?.description ?? null) : textOf(body.description),
    reference: body.reference === undefined ? (existing?.reference ?? null) : textOf(body.reference),
    type: textOf(body.type) ?? existing?.type ?? 'product',
    status: body.status === 'inactive' ? 'inactive' : body.status === 'active' ? 'active' : (existing?.status ?? 'active'),
    price: price === undefined && existing ? existing.price : amountOf(price, 'El precio del ítem'),
    taxIds: body.tax === undefined ? (existing?.taxIds ?? []) : taxIdsOf(state, body.tax),
  };
}

function taxIdsOf(state: AlegraState, value: unknown): string[] {
  const references = Array.isArray(value) ? listOf(value) : [value];
  return references.map((reference) => findById(state.taxes, reference)?.id ?? invalid(`El impuesto con id ${idOf(reference)} no existe`));
}

function viewItem(state: AlegraState, item: Item): Fields {
  const { id, name, description, reference, type, status } = item;
  return {
    id: Number(id),
    name,
    description,
    reference,
    type,
    status,
    price: [{ idPriceList: 1, name: 'General', price: Number(item.price) }],
    tax: state.taxes.filter((tax) => item.taxIds.includes(tax.id)).map((tax) => ({ id: Number(tax.id), name: tax.name })),
    category: { id: 5071, name: 'Ventas' },
  };
}
