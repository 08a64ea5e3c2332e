import type { Type } from '@nestjs/common';
import type { IntegrationDefinition } from '../core/integration/index.js';
import { alegra } from './alegra/alegra.definition.js';
import { AlegraModule } from './alegra/alegra.module.js';
import { oppen } from './oppen/oppen.definition.js';
import { OppenModule } from './oppen/oppen.module.js';
import { hacienda } from './hacienda/hacienda.definition.js';
import { HaciendaModule } from './hacienda/hacienda.module.js';
import { erpnext } from './erpnext/erpnext.definition.js';
import { ErpnextModule } from './erpnext/erpnext.module.js';
import { fourgeeks, holded, notion } from './devengo/devengo.definition.js';
import { DevengoModule } from './devengo/devengo.module.js';

export interface Integration {
  definition: IntegrationDefinition;
  module: Type;
  /** Its operator commands, loaded only by the command line. */
  commands?(): Promise<Type>;
}

/** Every integration of this installation, one line each. The order is the order in which people see them. */
export const INTEGRATIONS: readonly Integration[] = [
  { definition: alegra, module: AlegraModule },
  { definition: oppen, module: OppenModule },
  { definition: hacienda, module: HaciendaModule, commands: async () => (await import('./hacienda/hacienda.cli.js')).HaciendaCliModule },
  { definition: erpnext, module: ErpnextModule, commands: async () => (await import('./erpnext/erpnext.cli.js')).ErpnextCliModule },
  { definition: holded, module: DevengoModule, commands: async () => (await import('./devengo/devengo.cli.js')).DevengoCliModule },
  { definition: fourgeeks, module: DevengoModule },
  { definition: notion, module: DevengoModule },
];
