import type { NetworkFault } from '../http/index.js';
import type { Text } from '../i18n/index.js';

/** Why a notice did not get through, for people. `message` is the English of it, for the log. */
export class ChannelProblem extends Error {
  constructor(readonly text: Text) {
    super(text.en);
    this.name = 'ChannelProblem';
  }
}

const FAULTS: Record<NetworkFault['kind'], Text> = {
  dns: { es: 'su nombre no existe', en: 'its name does not exist' },
  refused: { es: 'rechaza la conexión', en: 'it refuses the connection' },
  timeout: { es: 'tarda demasiado', en: 'it takes too long' },
  reset: { es: 'cortó la conexión', en: 'it broke the connection off' },
  tls: { es: 'su certificado no es válido', en: 'its certificate is not valid' },
  too_large: { es: 'su respuesta es demasiado grande', en: 'its answer is too large' },
  blocked_address: { es: 'lleva a una dirección privada, y no está permitido', en: 'it leads to a private address, which is not allowed' },
  aborted: { es: 'se interrumpió', en: 'it was interrupted' },
  other: { es: 'falló la conexión', en: 'the connection failed' },
};

/** The address itself is a secret: it is never part of the sentence. */
export const webhookSilent = (kind: NetworkFault['kind']): ChannelProblem =>
  new ChannelProblem({ es: `El webhook no responde: ${FAULTS[kind].es}.`, en: `The webhook does not answer: ${FAULTS[kind].en}.` });

export const webhookRefused = (status: number): ChannelProblem =>
  new ChannelProblem({ es: `El webhook respondió HTTP ${status}.`, en: `The webhook answered HTTP ${status}.` });

export const mailFailed = (words: string): ChannelProblem =>
  new ChannelProblem({ es: `El servidor de correo no lo aceptó: ${words}`, en: `The mail server did not take it: ${words}` });

export const notConfigured = (name: string): ChannelProblem =>
  new ChannelProblem({ es: `Falta ${name} en la configuración de esta instalación.`, en: `${name} is missing in the configuration of this installation.` });

export const ruleGone = (): ChannelProblem =>
  new ChannelProblem({ es: 'La alerta fue borrada antes de poder avisar.', en: 'The alert was deleted before it could be told.' });

export const secretUnreadable = (): ChannelProblem =>
  new ChannelProblem({ es: 'La dirección del webhook no se puede descifrar: escríbala de nuevo.', en: 'The address of the webhook cannot be decrypted: write it again.' });
