import { IntegrationFailure } from '../../../core/errors/index.js';
import type { CallAnswer, CallRequest, ProviderCalls } from '../../../core/http/provider-calls.js';
import { answerWithout, haciendaFailure } from './hacienda.errors.js';
import type { DocumentStatus, Submission, SubmissionReceipt, Taxpayer, TokenSource } from './hacienda.types.js';
import { restAsked } from './rate-limit.js';
import { readStatus } from './read-status.js';

const TIMEOUT_MS = 30_000;
/** Longer identifications (foreigners) do not fit into the message; the XML has them (contract §7). */
const LONGEST_IDENTIFICATION = 12;

type Call = Omit<CallRequest, 'headers' | 'secrets'>;

/** Hacienda's reception API, one method per endpoint. The only file that knows its paths. */
export class HaciendaClient {
  constructor(
    private readonly calls: ProviderCalls,
    private readonly tokens: TokenSource,
  ) {}

  /** Hands a signed document in. What Hacienda says of it comes later, by `status`. Handed in a second time it is `already`. */
  async submit({ clave, issuedAt, issuer, receiver, xml, callbackUrl, consecutivoReceptor }: Submission): Promise<SubmissionReceipt> {
    const fits = receiver !== undefined && receiver.identification.length <= LONGEST_IDENTIFICATION;
    const body = {
      clave, fecha: issuedAt, emisor: taxpayer(issuer), ...(fits ? { receptor: taxpayer(receiver) } : {}),
      ...(callbackUrl === undefined ? {} : { callbackUrl }), ...(consecutivoReceptor === undefined ? {} : { consecutivoReceptor }),
      comprobanteXml: Buffer.from(xml).toString('base64'),
    };
    try {
      const { headers } = await this.send({ method: 'POST', path: 'recepcion', body, event: 'hacienda.submit-document', write: true, mayBeEmpty: true });
      return { already: false, location: headers.location };
    } catch (error) {
      if (hasCode(error, 'hacienda.already_received')) return { already: true };
      throw error;
    }
  }

  /** @param key the clave; of a MensajeReceptor `clave-consecutivo`. Undefined: Hacienda does not know it. */
  async status(key: string): Promise<DocumentStatus | undefined> {
    try {
      const { json } = await this.send({ method: 'GET', path: `recepcion/${encodeURIComponent(key)}`, event: 'hacienda.read-status', write: false });
      const status = readStatus(json);
      if (!status) throw answerWithout('ind-estado');
      return { state: status.state, ...(status.answerXml ? { answerXml: status.answerXml } : {}) };
    } catch (error) {
      if (hasCode(error, 'hacienda.unknown_document')) return undefined;
      throw error;
    }
  }

  /** One harmless read: the newest document. */
  async probe(): Promise<void> {
    await this.send({ method: 'GET', path: 'comprobantes', query: { limit: 1 }, event: 'hacienda.probe', write: false });
  }

  private async send(call: Call): Promise<CallAnswer> {
    const token = await this.tokens.token();
    try {
      return await this.sendWith(token, call);
    } catch (error) {
      // A token that is not accepted (401): nothing was done with it, so one new login, one more try, also for a submission. A 403 is no matter of the token.
      if (!hasCode(error, 'hacienda.auth')) throw error;
      await this.tokens.refused(token);
      return this.sendWith(await this.tokens.token(), call);
    }
  }

  private sendWith(token: string, call: Call): Promise<CallAnswer> {
    return this.calls.send({ ...call, headers: { authorization: `bearer ${token}` }, secrets: [token], timeoutMs: TIMEOUT_MS, restAsked }, haciendaFailure);
  }
}

const taxpayer = ({ identification_type, identification }: Taxpayer) => ({ tipoIdentificacion: identification_type, numeroIdentificacion: identification });
const hasCode = (error: unknown, code: string): boolean => error instanceof IntegrationFailure && error.code === code;
