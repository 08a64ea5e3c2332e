import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { DirectCalls } from '../../../core/http/index.js';
import type { ConnectionCheck, ConnectionChecker, OpenCredential } from '../../../core/integration/index.js';
import { STEPS } from '../mapping/steps.js';
import { KeyFields } from './key-fields.service.js';
import { makeSide, type Side } from './run.js';

/** Asks who we are, which versions run, what we may do and where the key goes: reads alone. */
@Injectable()
export class ErpnextChecker implements ConnectionChecker {
  constructor(
    private readonly calls: DirectCalls,
    private readonly keys: KeyFields,
  ) {}

  async check(credential: OpenCredential): Promise<ConnectionCheck> {
    try {
      const side = makeSide({ credential, calls: this.calls.for(credential) });
      const user = await side.client.loggedUser();
      if (user === 'Guest') return { ok: false, message: 'ERPNext trata a la instancia como invitado (Guest): la clave no vale.' };
      const lacking = await missingPermissions(side);
      const versions = await side.client.versions().catch(noAnswer);
      const version = versions?.erpnext ? `, ERPNext ${versions.erpnext}${versions.frappe ? ` y Frappe ${versions.frappe}` : ''}` : '';
      if (lacking.length > 0) return { ok: false, message: `Conectado como ${user}${version}, pero le faltan permisos: ${lacking.join('; ')}.` };
      return { ok: true, message: `Conectado como ${user}${version}, con los permisos que hacen falta. ${await this.keySentence(side)}` };
    } catch (error) {
      if (error instanceof IntegrationFailure) return { ok: false, message: error.message };
      throw error;
    }
  }

  private async keySentence(side: Side): Promise<string> {
    const found = [];
    for (const step of STEPS.slice(0, 3)) found.push(await this.keys.anew(side, step));
    if (found.every(({ unique }) => unique)) return `Campo de clave: ${found[0]!.field}, único.`;
    return `Sin campo de clave único: se usan ${[...new Set(found.map(({ field }) => field))].join(', ')}. Instálelo con «npm run cli -- erpnext install-key-field ${side.id}».`;
  }
}

async function missingPermissions({ client }: Side): Promise<string[]> {
  const lacking: string[] = [];
  for (const doctype of ['Purchase Order', 'Purchase Receipt', 'Delivery Note']) {
    for (const permission of ['create', 'submit'] as const) if (!(await client.hasPermission(doctype, permission))) lacking.push(`${permission} de ${doctype}`);
  }
  return lacking;
}

// Versions are a courtesy: some sites show them to administrators only.
function noAnswer(error: unknown): null {
  if (error instanceof IntegrationFailure) return null;
  throw error;
}
