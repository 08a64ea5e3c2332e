/** Mulberry32: small, even enough, and the same numbers for the same seed on every machine. Answers 0 ≤ x < 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `kind` 0…255 keeps the ids of one kind apart from those of another. */
export const mongoId = (kind: number, number: number): string => `66d0${kind.toString(16).padStart(2, '0')}c0ffee${number.toString(16).padStart(12, '0')}`;
export const uuidOf = (kind: number, number: number): string => `${(0x59830000 + kind).toString(16)}-2cf9-4fdf-8782-${number.toString(16).padStart(12, '0')}`;
