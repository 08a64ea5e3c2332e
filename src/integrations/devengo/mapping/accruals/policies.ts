import type { Policies } from './facts.js';

/** What counts until a company decides otherwise: the original's choices where it had one. */
export const DEFAULT_POLICIES: Policies = {
  accrual_method: 'days',
  on_drop: 'recognise_remainder',
  expire_postponed: 'recognise',
  postponed_max_months: 3,
  resigned: 'notify',
  recent_days: 15,
  late_invoices: 'catch_up',
};
