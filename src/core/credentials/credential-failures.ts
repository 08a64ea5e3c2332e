import { IntegrationFailure } from '../errors/index.js';

/** Which credential a message asks for. */
export interface CredentialAddress {
  company: string;
  integration: string;
  /** `default` when not given. */
  name?: string;
}

const failure = (code: string, message: string, details: object): IntegrationFailure =>
  new IntegrationFailure('credential_error', { code, message, details: { ...details } });

export const credentialMissing = ({ company, integration, name }: CredentialAddress): IntegrationFailure =>
  failure(
    'credential_missing',
    `La empresa «${company}» no tiene una credencial de ${integration} llamada «${name ?? 'default'}». Créela en Credenciales y reenvíe el mensaje.`,
    { company, integration, name },
  );

export const credentialGone = (id: number): IntegrationFailure =>
  failure('credential_missing', `La credencial ${id} ya no existe. Cree una nueva en Credenciales y reenvíe el mensaje.`, { id });

export const credentialInactive = (c: CredentialAddress & { id: number }): IntegrationFailure =>
  failure(
    'credential_inactive',
    `La credencial «${c.name}» de ${c.integration} de la empresa «${c.company}» está desactivada. Actívela en Credenciales para seguir.`,
    { ...c },
  );

export const credentialUnreadable = (c: CredentialAddress & { id: number }, why: { reason: string; keyId?: string }): IntegrationFailure =>
  failure(
    'credential_unreadable',
    why.reason === 'unknown_key'
      ? `Los secretos de la credencial «${c.name}» de ${c.integration} («${c.company}») se cifraron con la clave «${why.keyId}», que este servidor no tiene. Añádala a ENCRYPTION_KEYS o escriba los secretos de nuevo.`
      : `Los secretos de la credencial «${c.name}» de ${c.integration} («${c.company}») no se pueden descifrar: están dañados o la clave no es la correcta. Escríbalos de nuevo en Credenciales.`,
    { ...c, reason: why.reason },
  );
