import type { ApiResponseOptions } from '@nestjs/swagger';

/** Answer of an operation that goes to Hacienda: the message to follow. */
export const REQUESTED: ApiResponseOptions = {
  status: 202,
  schema: { type: 'object', properties: { id: { type: 'string' }, state: { type: 'string' }, message_id: { type: 'string', description: 'see /api/messages' } } },
};
