import type { ResourceWithOptions } from 'adminjs';
import { apiKeys, audit, companies, users } from './administration.js';
import { credentials } from './credentials.js';
import { messages } from './messages.js';
import type { Ground } from './resource.js';
import { errors, operations, retryQueue, schedules } from './work.js';

/** In the order of the navigation. */
export const resources = (ground: Ground): ResourceWithOptions[] =>
  [messages, credentials, retryQueue, errors, operations, schedules, companies, users, apiKeys, audit].map((make) => make(ground));
