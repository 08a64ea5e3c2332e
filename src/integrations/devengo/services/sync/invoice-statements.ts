export const SERVICES = 'SELECT id, external_id, account_identifier FROM devengo_service WHERE company = $1';

export const STORED = `
  SELECT id, external_id, client_id, original_data->>'contact' AS contact_id, content_hash, deleted_at FROM devengo_invoice WHERE company = $1 AND external_id = ANY($2::text[])`;

export const STORED_LINES = `
  SELECT invoice_id, line_no, service_id, service_contract_id FROM devengo_invoice_line WHERE invoice_id = ANY($1::int[])`;

export const UPSERT = `
  INSERT INTO devengo_invoice (company, external_id, kind, client_id, invoice_number, invoice_date, due_date, net_amount, tax_amount, total_amount, currency,
    status, raw_status, credited_external_id, original_data, content_hash)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::date[], $7::date[], $8::numeric[], $9::numeric[], $10::numeric[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::jsonb[], $16::text[])
  ON CONFLICT (company, external_id) DO UPDATE SET
    kind = excluded.kind, client_id = excluded.client_id, invoice_number = excluded.invoice_number, invoice_date = excluded.invoice_date, due_date = excluded.due_date,
    net_amount = excluded.net_amount, tax_amount = excluded.tax_amount, total_amount = excluded.total_amount, currency = excluded.currency, status = excluded.status,
    raw_status = excluded.raw_status, credited_external_id = excluded.credited_external_id, original_data = excluded.original_data, content_hash = excluded.content_hash,
    deleted_at = NULL, updated_at = now()
  RETURNING id, external_id`;

export const DROP_LINES = 'DELETE FROM devengo_invoice_line WHERE invoice_id = ANY($1::int[])';

export const INSERT_LINES = `
  INSERT INTO devengo_invoice_line (company, invoice_id, line_no, account, service_external_id, service_id, service_contract_id, name, units, net_amount)
  SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::int[], $7::int[], $8::text[], $9::numeric[], $10::numeric[])`;
