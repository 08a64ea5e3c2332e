import type { Response } from 'express';
import type { ExecutionView } from '../services/sync/show-executions.service.js';

/** 202 and where to look while it runs, 200 when it is over. */
export function answered(view: ExecutionView, response: Response): ExecutionView {
  const open = view.status === 'pending' || view.status === 'running';
  response.status(open ? 202 : 200).set('Location', `/api/sync/executions/${view.id}`);
  return view;
}
