import { ALEGRA_RUNBOOK } from '../integrations/alegra/alegra.admin-runbook.js';
import { DEVENGO_RUNBOOK } from '../integrations/devengo/devengo.admin-runbook.js';
import { ERPNEXT_RUNBOOK } from '../integrations/erpnext/erpnext.admin-runbook.js';
import { HACIENDA_RUNBOOK } from '../integrations/hacienda/hacienda.admin-runbook.js';
import { OPPEN_RUNBOOK } from '../integrations/oppen/oppen.admin-runbook.js';
import { groupOf } from './integration-pages.js';

/** What people read when something goes wrong, and what they do then. Spanish, English. */
export interface RunbookEntry {
  /** Error codes it is about, without the integration's own prefix; `*` at the end stands for anything. */
  codes?: readonly string[];
  /** A sentence that people read, where a code would not tell them. */
  sign?: readonly [es: string, en: string];
  todo: readonly [es: string, en: string];
}

/** What can happen to a message of any integration. */
const HOUSE: readonly RunbookEntry[] = [
  {
    codes: ['credential_missing', 'credential_inactive', 'credential_gone'],
    todo: ['Cree o active la credencial de la empresa y reenvíe.', 'Create or switch on the credential of the company, then resend.'],
  },
  { codes: ['call_held'], todo: ['Nada: espera por sí solo a que se pueda llamar al proveedor y no gasta intentos.', 'Nothing: it waits by itself until the provider may be called and uses up no attempt.'] },
  { codes: ['settling'], todo: ['Nada: se vuelve a buscar en el proveedor por sí solo antes de repetir el envío.', 'Nothing: it looks at the provider again by itself before it sends anew.'] },
  {
    codes: ['payload_*'],
    todo: ['Lo recibido no es JSON legible o le falta algo: corrija a quien lo envía y vuelva a entregarlo.', 'What was received is no readable JSON or lacks something: mend whoever sends it and deliver again.'],
  },
  { codes: ['poison'], todo: ['Interrumpió varias veces al proceso que lo trabajaba: revise su contenido, avise a quien administra Puente y reenvíelo.', 'It interrupted the process that worked on it several times: look at its content, tell whoever runs Puente, and resend it.'] },
  { codes: ['interrupted'], todo: ['Nada: el proceso se detuvo en medio de la llamada; antes de repetir se busca lo que llegó.', 'Nothing: the process stopped in the middle of the call; what arrived is looked for before it is repeated.'] },
];

const OWN: Readonly<Record<string, readonly RunbookEntry[]>> = {
  alegra: ALEGRA_RUNBOOK, devengo: DEVENGO_RUNBOOK, erpnext: ERPNEXT_RUNBOOK, hacienda: HACIENDA_RUNBOOK, oppen: OPPEN_RUNBOOK,
};

/** The runbook of an integration: its own entries, then those of the house. Plain data, in the page's bundle. */
export const runbookOf = (integration: string): readonly RunbookEntry[] => [...(OWN[groupOf(integration)] ?? []), ...HOUSE];
