export type SigningProblemCode = 'wrong_pin' | 'corrupt_p12' | 'no_key' | 'no_certificate' | 'weak_key' | 'expired' | 'not_yet_valid' | 'wrong_owner' | 'unreadable_xml' | 'already_signed';

/** Why a document cannot be signed, in a sentence for an operator. A new attempt with the same key brings nothing. */
export class SigningProblem extends Error {
  constructor(
    readonly code: SigningProblemCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'SigningProblem';
  }
}
