/** The smallest UUIDv7 of an instant. */
export function uuidFloor(at: Date): string {
  const hex = Math.max(at.getTime(), 0).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
