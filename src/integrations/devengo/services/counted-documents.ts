/**
 * What was billed of contracts, a row per line: `contract`, `day`, `kind`, `net`. Only documents that count (no drafts, cancelled
 * or deleted ones), linked to a contract of `$1` in the currency `$2`; what the accruals look at, in the same words.
 */
export const BILLED = `
  SELECT c.id AS contract, i.invoice_date AS day, i.kind, l.net_amount AS net
  FROM devengo_invoice_line l
  JOIN devengo_invoice i ON i.id = l.invoice_id AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')
  JOIN devengo_service_contract c ON c.id = l.service_contract_id AND c.currency = i.currency
  WHERE c.company = $1 AND c.currency = $2`;

/** What was recognised, a row per accrued period: `contract`, `month`, `amount`, `kind`; of `$1` in `$2`. */
export const RECOGNISED = `
  SELECT c.id AS contract, p.accrual_date AS month, p.accrued_amount AS amount, p.kind, c.service_id, c.contract_date
  FROM devengo_accrued_period p JOIN devengo_service_contract c ON c.id = p.service_contract_id
  WHERE c.company = $1 AND c.currency = $2`;
