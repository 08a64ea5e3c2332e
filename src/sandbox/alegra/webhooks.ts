import { WEBHOOK_EVENTS } from './countries.js';
import { bodyOf, checkListed, type Fields, textOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { nextId } from './state.js';

/** Subscriptions are kept, not delivered: the shape of Alegra's own deliveries is not documented. */
export const webhookRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/webhooks/subscriptions',
    handle: ({ state }) => ({ status: 200, body: { subscriptions: state.subscriptions } }),
  },
  {
    method: 'POST',
    path: '/webhooks/subscriptions',
    handle: ({ state, request }) => {
      const subscription = { id: nextId(state.subscriptions), ...readSubscription(bodyOf(request.body)) };
      state.subscriptions.push(subscription);
      return { status: 201, body: { message: 'Suscripción creada correctamente', subscription } };
    },
  },
  {
    method: 'PUT',
    path: '/webhooks/subscriptions/:id',
    handle: ({ state, request }) => {
      const subscription = rowOf(state.subscriptions, request, 'La suscripción');
      Object.assign(subscription, readSubscription({ ...subscription, ...bodyOf(request.body) }));
      return { status: 200, body: { message: 'Suscripción editada correctamente', subscription } };
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/subscriptions/:id',
    handle: ({ state, request }) => {
      removeRow(state.subscriptions, rowOf(state.subscriptions, request, 'La suscripción'));
      return done('Suscripción eliminada correctamente');
    },
  },
];

function readSubscription(body: Fields): { event: string; url: string } {
  const event = textOf(body.event) ?? invalid('El evento es obligatorio');
  checkListed(event, WEBHOOK_EVENTS, 'event');
  return { event, url: textOf(body.url) ?? invalid('La url es obligatoria') };
}
