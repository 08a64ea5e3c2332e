/** A document as the provider shows it. */
export interface OppenDocument {
  id: string | number;
  reference: string;
}
