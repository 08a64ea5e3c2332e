/** Size of a bucket and how fast it fills. */
export interface Bucket {
  /** Tokens that may be taken at once after a quiet time. */
  burst: number;
  perSecond: number;
}

/**
 * A bucket that keeps any 60 seconds within `perMinute`: what may come at once is taken off what flows in, because in the
 * worst minute both are spent. Ten seconds' worth of burst, at least 5 where the limit leaves room for it.
 */
export function bucketFor(perMinute: number): Bucket {
  const burst = Math.max(1, Math.min(Math.max(5, perMinute / 6), perMinute / 2));
  return { burst, perSecond: Math.max(perMinute - burst, perMinute / 2) / 60 };
}
