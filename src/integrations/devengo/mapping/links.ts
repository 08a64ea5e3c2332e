import type { DocumentLink, MadeFacts } from '../../../core/integration/definition.js';

/** The synchronisation that a message belongs to, on its page here. */
export const devengoLinks = ({ summary: { execution_id } }: MadeFacts): DocumentLink[] =>
  execution_id === undefined || execution_id === null ? [] : [{ label: `Sincronización ${String(execution_id)}`, href: `/admin/resources/devengo-executions/records/${String(execution_id)}/show` }];
