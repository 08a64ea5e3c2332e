/** A supplier's document as `GET /api/hacienda/received/{id}` shows it; amounts are decimals as text. */
export interface Received {
  id: string;
  company: string;
  state: string;
  clave: string;
  root: string;
  document_consecutive: string;
  issuer: { name: string; identification: string };
  receiver_identification: string | null;
  issued_at: string;
  currency: string;
  total: string;
  total_tax: string;
  signature_valid: boolean;
  warnings: { code: string; message: string }[];
  answer: string | null;
  detail: string | null;
  activity_code: string | null;
  tax_condition: string | null;
  consecutive: string | null;
  signed_at: string | null;
  submitted_at: string | null;
  accepted_at: string | null;
  rejected_at: string | null;
  rejection: string | null;
  error_message: string | null;
  created_at: string;
  /** It may be answered now. */
  open: boolean;
}

export const ANSWERS = ['accept', 'partial', 'reject'] as const;

/** Our answer is on its way. */
export const moves = ({ answer, state }: Received): boolean => answer !== null && ['received', 'signed', 'submitted'].includes(state);
