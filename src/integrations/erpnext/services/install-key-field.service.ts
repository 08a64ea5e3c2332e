import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import { CredentialsService } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { notFound } from '../../../core/problems/index.js';
import { DOCTYPES } from '../client/erpnext.types.js';
import { DEFAULT_KEY_FIELD, KeyFields } from './key-fields.service.js';
import { INSTALL_EVENT, makeSide } from './run.js';

/** Makes the unique custom field that holds our key, where the site lacks it. Needs a user with the role System Manager. */
@Injectable()
export class InstallKeyField {
  constructor(
    private readonly db: Database,
    private readonly log: MessageLog,
    private readonly credentials: CredentialsService,
    private readonly audit: AuditService,
    private readonly keys: KeyFields,
  ) {}

  /** Stores the wish as a message of the instance, like everything that changes something at a provider. */
  async request(caller: Caller, id: number, trigger: 'api' | 'cli'): Promise<{ message: string; message_id: string }> {
    const { integration, company } = await this.credentials.row(caller, id);
    if (integration !== 'erpnext') throw notFound();
    const stored = await this.db.managed(async (tx, manager) => {
      const accepted = await this.log.acceptWithin(tx, [{
        company, integration, trigger, event_type: INSTALL_EVENT, external_reference: `instance:${id}`, dedupe_key: null, order_key: `instance:${id}`, credential_id: id,
        created_by: caller.name, method: 'POST', url: `/api/v1/workflow/instances/${id}/install-key-field`, headers: {}, body: Buffer.from(JSON.stringify({ action: 'install_key_field', instance_id: id })),
      }]);
      await this.audit.record({ caller, company, action: 'workflow.key_field_requested', subject_type: 'credential', subject_id: String(id), after: { message_id: accepted.ids[0] } }, manager);
      return accepted;
    });
    stored.wake();
    return { message: 'Instalación del campo de clave aceptada', message_id: stored.ids[0]! };
  }

  async install(attempt: Attempt): Promise<HandlerResult> {
    const { client, settings } = makeSide(attempt, attempt.warnings);
    const fieldname = settings.transfer_key_field ?? DEFAULT_KEY_FIELD;
    const done: Record<string, string> = {};
    for (const dt of DOCTYPES) {
      const [known] = await client.list('Custom Field', [['dt', '=', dt], ['fieldname', '=', fieldname]], ['name', 'unique'], 1);
      if (!known) {
        await client.insert('Custom Field', { dt, fieldname, label: 'Transfer Key', fieldtype: 'Data', unique: 1, no_copy: 1, read_only: 1 });
      } else if (known.unique !== 1) {
        throw new IntegrationFailure('conflict', {
          code: 'erpnext.key_field_not_unique',
          message: `«${dt}» ya tiene el campo «${fieldname}», pero no es único. Márquelo como único en ERPNext (Personalizar formulario) y repita.`,
        });
      }
      done[dt] = known ? 'present' : 'created';
    }
    this.keys.forget();
    return { outcome: 'succeeded', summary: { fieldname, ...done } };
  }
}
