/** What a provider answered. `body` is the text exactly as received (cut at the size cap). */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Why there is no answer. `sent` = the request may have reached the provider, so a write's outcome is unknown. */
export interface NetworkFault {
  kind: 'dns' | 'refused' | 'timeout' | 'reset' | 'tls' | 'too_large' | 'blocked_address' | 'aborted' | 'other';
  sent: boolean;
  detail: string;
}

/** One finished HTTP exchange: exactly one of `answer` and `fault` is set. Input of every `*.errors.ts` table. */
export interface Exchange {
  method: string;
  url: string;
  answer?: HttpAnswer;
  fault?: NetworkFault;
}
