export const WEBHOOK_EVENTS = ['on_submit', 'on_cancel'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Address that takes the webhooks of a company, below the installation's own. */
export const webhookPath = (company: string): string => `/api/alegra/webhooks/erpnext/${encodeURIComponent(company)}`;

/**
 * "JSON Request Body" of a Frappe webhook for POS Invoice and Sales Invoice: the fields that Puente reads, and no more. Frappe names neither
 * the event nor the delivery by itself (frappe/integrations/doctype/webhook), so the event is written into the body; `doc.items` would be
 * the method of a dict, hence `doc.get("items")`. Names of fields that are the customer's own (`custom_…`) are theirs to adjust.
 */
export const webhookTemplate = (event: WebhookEvent): string => `{"event":"${event}","doctype":{{ doc.doctype|json }},"name":{{ doc.name|json }},"docstatus":{{ doc.docstatus }},"modified":{{ doc.modified|string|json }},
 "naming_series":{{ doc.naming_series|json }},"posting_date":{{ doc.posting_date|string|json }},"due_date":{{ doc.due_date|string|json }},
 "currency":{{ doc.currency|json }},"conversion_rate":{{ doc.conversion_rate }},"is_pos":{{ doc.is_pos or 0 }},"is_return":{{ doc.is_return or 0 }},
 "return_against":{{ doc.return_against|json }},"is_consolidated":{{ doc.get("is_consolidated") or 0 }},"remarks":{{ doc.remarks|json }},
 "grand_total":{{ doc.grand_total }},"rounded_total":{{ doc.rounded_total or 0 }},"change_amount":{{ doc.get("change_amount") or 0 }},
 "customer":{"name":{{ doc.customer|json }},"customer_name":{{ doc.customer_name|json }},"custom_alegra_id":{{ doc.get("custom_alegra_id")|json }},
   "identification":{{ doc.tax_id|json }},"identification_type":{{ doc.get("custom_identification_type")|json }},"email":{{ doc.contact_email|json }},"phone":{{ doc.contact_mobile|json }}},
 "items":[{% for i in doc.get("items") %}{"item_code":{{ i.item_code|json }},"item_name":{{ i.item_name|json }},"custom_cabys":{{ i.get("custom_cabys")|json }},"uom":{{ i.uom|json }},"qty":{{ i.qty }},"rate":{{ i.rate }},"net_rate":{{ i.net_rate }},"amount":{{ i.amount }},"net_amount":{{ i.net_amount }},"price_list_rate":{{ i.price_list_rate or 0 }},"discount_percentage":{{ i.discount_percentage or 0 }},"item_tax_rate":{{ (i.item_tax_rate or "{}")|json }}}{{ "," if not loop.last }}{% endfor %}],
 "taxes":[{% for t in doc.get("taxes") or [] %}{"charge_type":{{ t.charge_type|json }},"account_head":{{ t.account_head|json }},"rate":{{ t.rate }},"tax_amount":{{ t.tax_amount }},"included_in_print_rate":{{ t.included_in_print_rate or 0 }}}{{ "," if not loop.last }}{% endfor %}],
 "payments":[{% for p in doc.get("payments") or [] %}{"mode_of_payment":{{ p.mode_of_payment|json }},"amount":{{ p.amount }},"type":{{ p.type|json }}}{{ "," if not loop.last }}{% endfor %}]}`;
