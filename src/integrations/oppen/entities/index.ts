import { Anticipo } from './anticipo.entity.js';
import { Cierre } from './cierre.entity.js';
import { Factura } from './factura.entity.js';
import { LocalAuditado } from './local-auditado.entity.js';
import { Local } from './local.entity.js';
import { OppenSyncLog } from './sync-log.entity.js';

/** The tables of the domain, for the definition. */
export const OPPEN_ENTITIES = [Local, Cierre, Factura, Anticipo, LocalAuditado, OppenSyncLog] as const;
