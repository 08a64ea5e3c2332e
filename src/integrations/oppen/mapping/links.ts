import type { DocumentLink, MadeFacts } from '../../../core/integration/definition.js';

/** The invoice's line in Puente's own record of what went to Oppen. Of Oppen's application no address of a document is published. */
export const oppenLinks = ({ external_reference }: MadeFacts): DocumentLink[] =>
  external_reference ? [{ label: external_reference, href: `/admin/resources/oppen-sync?${new URLSearchParams({ 'filters.factura_ref': external_reference })}` }] : [];
