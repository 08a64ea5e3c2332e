/** A credential with its secrets in the clear. Lives only in memory, only while a call is made. */
export interface OpenCredential<S = Record<string, unknown>, M = Record<string, unknown>> {
  id: number;
  integration: string;
  company: string;
  name: string;
  environment: 'sandbox' | 'production';
  base_url: string;
  version: number;
  secrets: S;
  metadata: M;
}
