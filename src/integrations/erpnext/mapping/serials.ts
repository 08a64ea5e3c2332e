/** Newline or comma separated, as ERPNext keeps them. */
export const splitSerials = (text: unknown): string[] => String(text ?? '').split(/[\n,]/).map((serial) => serial.trim()).filter(Boolean);

/** MariaDB compares names (of serial numbers, articles…) without case: `sn1` and `SN1` are one. */
export const sameName = (serial: string): string => serial.trim().toLowerCase();

/** What was asked for and not moved, and what was moved and not asked for. */
export function compareSerials(expected: readonly string[], moved: readonly string[]): { missing: string[]; extra: string[] } {
  const [wanted, got] = [new Set(expected.map(sameName)), new Set(moved.map(sameName))];
  return { missing: expected.filter((serial) => !got.has(sameName(serial))), extra: moved.filter((serial) => !wanted.has(sameName(serial))) };
}
