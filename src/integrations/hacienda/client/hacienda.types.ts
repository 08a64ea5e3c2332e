/** A taxpayer as the API names one: `{tipoIdentificacion, numeroIdentificacion}`. */
export interface Taxpayer {
  identification_type: string;
  identification: string;
}

/** A signed document on its way to `POST /recepcion`. */
export interface Submission {
  clave: string;
  /** As in the XML: `2026-11-28T09:30:00-06:00`. */
  issuedAt: string;
  issuer: Taxpayer;
  receiver?: Taxpayer;
  /** The exact signed bytes. */
  xml: string | Buffer;
  callbackUrl?: string;
  /** Only a MensajeReceptor has one. */
  consecutivoReceptor?: string;
}

/** `already`: Hacienda had it before; what counts is its status. */
export interface SubmissionReceipt {
  already: boolean;
  location?: string;
}

export const STATES = ['recibido', 'procesando', 'aceptado', 'rechazado', 'error'] as const;
export type HaciendaState = (typeof STATES)[number];

export interface DocumentStatus {
  state: HaciendaState;
  /** The MensajeHacienda, once there is one. */
  answerXml?: Buffer;
}

/** Gives the token in force, and hears when Hacienda no longer takes one. */
export interface TokenSource {
  token(): Promise<string>;
  refused(token: string): Promise<void>;
}
