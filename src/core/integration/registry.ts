import type { IntegrationDefinition } from './definition.js';

/** The integrations of this installation. The core knows them only through their definitions. */
export class IntegrationRegistry {
  private readonly byId: Map<string, IntegrationDefinition>;

  constructor(readonly all: readonly IntegrationDefinition[]) {
    this.byId = new Map(all.map((definition) => [definition.id, definition]));
    if (this.byId.size !== all.length) throw new Error('two integrations share an id');
  }

  find(id: string): IntegrationDefinition | undefined {
    return this.byId.get(id);
  }

  get(id: string): IntegrationDefinition {
    const definition = this.byId.get(id);
    if (!definition) throw new Error(`no integration is called ${id}`);
    return definition;
  }
}
