import { CONTROLLERS } from './controllers.js';
import { VOUCHERS } from './doctypes.js';
import { FrappeError, frappeThrow, raise } from './frappe-error.js';
import { fieldsOf, isEmpty, type ApiUser, type Doc, type Fields, type Row, type Site } from './site.js';

export type Permission = 'read' | 'create' | 'write' | 'submit' | 'cancel' | 'delete';

export function mayUse(user: ApiUser, doctype: string, permission: Permission): boolean {
  if (doctype === 'Custom Field' && permission !== 'read') return user.systemManager;
  return !user.denied.includes(`${doctype}:${permission}`);
}

export function checkPermission(user: ApiUser, doctype: string, permission: Permission): void {
  if (!mayUse(user, doctype, permission)) raise('PermissionError', `Insufficient Permission for ${doctype} (${permission})`);
}

/** In Frappe's order: defaults, docstatus, links, permission, name, the controller, mandatory fields, unique fields. */
export function insert(site: Site, user: ApiUser, doctype: string, body: Fields): Doc {
  const meta = site.meta(doctype);
  const stamp = site.now();
  const doc = { ...keep(site, doctype, body), doctype, docstatus: statusOf(body.docstatus), owner: user.email, creation: stamp, modified: stamp, modified_by: user.email, idx: 0, name: '' } as Doc;
  if (meta.rows) doc.items = rowsOf(site, doc, body.items, []);
  if (doc.docstatus === 2) raise('DocstatusTransitionError', 'Cannot change docstatus from 0 (Draft) to 2 (Cancelled)');
  checkLinks(site, doc);
  checkPermission(user, doctype, 'create');
  if (doc.docstatus === 1) checkPermission(user, doctype, 'submit');
  if (doctype === 'Custom Field') nameCustomField(site, doc);
  else if (!meta.series) doc.name = String(body.name ?? body[`${doctype.toLowerCase()}_name`] ?? body.item_code ?? '');
  check(site, doc);
  if (meta.series) doc.name = site.nextName(meta.series);
  for (const row of doc.items ?? []) row.parent = doc.name;
  if (doc.docstatus === 1) CONTROLLERS[doctype]!.submit(site, doc);
  site.put(doc);
  return doc;
}

/** `doc.update(body)` and `doc.save()` on a document freshly read and locked. */
export function update(site: Site, user: ApiUser, doctype: string, name: string, body: Fields): Doc {
  const old = site.get(doctype, name);
  checkPermission(user, doctype, 'write');
  const changed = keep(site, doctype, body);
  const doc = { ...old, ...changed, docstatus: body.docstatus === undefined ? old.docstatus : statusOf(body.docstatus) } as Doc;
  if (old.items) doc.items = body.items === undefined ? old.items.map((row) => ({ ...row })) : rowsOf(site, doc, body.items, old.items);
  return save(site, user, old, doc, { hasChanges: Object.entries(changed).some(([field, value]) => old[field] !== value) || body.items !== undefined });
}

/** `frappe.client.submit(doc)`: the document is what was sent, and must be the one last read. */
export function submitGiven(site: Site, user: ApiUser, given: Fields): Doc {
  const doctype = String(given.doctype ?? '');
  const old = site.get(doctype, given.name);
  checkPermission(user, doctype, 'submit');
  if (given.modified !== old.modified) timestampMismatch(old);
  const doc = { ...keep(site, doctype, given), ...standardOf(old), docstatus: 1 } as Doc;
  if (old.items) doc.items = rowsOf(site, doc, given.items, old.items);
  return save(site, user, old, doc, { hasChanges: false });
}

function save(site: Site, user: ApiUser, old: Doc, doc: Doc, { hasChanges }: { hasChanges: boolean }): Doc {
  const { doctype } = doc;
  const step = `${old.docstatus}${doc.docstatus}`;
  if (old.docstatus === 2) frappeThrow('ValidationError', 'Cannot edit cancelled document', 'No se puede editar un documento cancelado');
  if (step === '02') frappeThrow('DocstatusTransitionError', 'Cannot change docstatus from 0 (Draft) to 2 (Cancelled)', 'No se puede cambiar docstatus de 0 (borrador) a 2 (cancelado)');
  if (step === '10') frappeThrow('DocstatusTransitionError', 'Cannot change docstatus from 1 (Submitted) to 0 (Draft)', 'No se puede cambiar docstatus de 1 (validado) a 0 (borrador)');
  if (step === '11' && hasChanges) frappeThrow('UpdateAfterSubmitError', 'Not allowed to change fields after submission', 'No se permite cambiar campos después de validar');
  if (step === '01') checkPermission(user, doctype, 'submit');
  if (step === '12') checkPermission(user, doctype, 'cancel');
  if (step[1] !== '2') {
    checkLinks(site, doc);
    if (step !== '11') check(site, doc);
  }
  Object.assign(doc, { modified: site.now(), modified_by: user.email });
  if (step === '01') CONTROLLERS[doctype]?.submit(site, doc);
  if (step === '12') CONTROLLERS[doctype]?.cancel(site, doc);
  site.put(doc);
  return doc;
}

export function remove(site: Site, user: ApiUser, doctype: string, name: string): void {
  const doc = site.get(doctype, name);
  checkPermission(user, doctype, 'delete');
  if (doc.docstatus === 1) frappeThrow('ValidationError', `Submitted Record cannot be deleted. You must Cancel it first.`, 'Un registro validado no se puede eliminar: cancélelo primero.');
  site.remove(doc);
}

function check(site: Site, doc: Doc): void {
  CONTROLLERS[doc.doctype]?.validate(site, doc);
  checkMandatory(site, doc);
  checkUnique(site, doc);
}

function keep(site: Site, doctype: string, body: Fields): Fields {
  const standard = new Set(['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx', 'doctype']);
  return Object.fromEntries(Object.entries(body).filter(([field]) => !standard.has(field) && field !== 'items' && site.knows(doctype, field)));
}

const standardOf = ({ name, owner, creation, modified, modified_by, idx, doctype }: Doc) => ({ name, owner, creation, modified, modified_by, idx, doctype });

/** The rows as sent: one that names an old row keeps it, one that does not is new, one left out is gone. */
function rowsOf(site: Site, doc: Doc, value: unknown, old: readonly Row[]): Row[] {
  const { rows } = site.meta(doc.doctype);
  return (Array.isArray(value) ? value : []).map((given, index) => {
    const fields = fieldsOf(given);
    const known = old.find(({ name }) => name === fields.name);
    const kept = Object.fromEntries(Object.entries(fields).filter(([field]) => rows!.fields.includes(field)));
    return { ...known, ...kept, name: known?.name ?? site.rowName(), idx: index + 1, doctype: rows!.doctype, parent: doc.name, parentfield: 'items', parenttype: doc.doctype };
  });
}

function checkLinks(site: Site, doc: Doc): void {
  const meta = site.meta(doc.doctype);
  const missing = [
    ...Object.entries(meta.links).flatMap(([field, target]) => broken(site, target, doc[field], label(field))),
    ...(doc.items ?? []).flatMap((row) => Object.entries(meta.rows!.links).flatMap(([field, target]) => broken(site, target, row[field], `Row #${row.idx}: ${label(field)}`))),
  ];
  if (missing.length > 0) frappeThrow('LinkValidationError', `Could not find ${missing.join(', ')}`, `No se pudo encontrar ${missing.join(', ')}`);
}

const broken = (site: Site, target: string, value: unknown, where: string): string[] => (isEmpty(value) || site.find(target, value) ? [] : [`${where}: ${String(value)}`]);
const label = (field: string): string => field.split('_').map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ');

function checkMandatory(site: Site, doc: Doc): void {
  const meta = site.meta(doc.doctype);
  const missing = [
    ...meta.required.filter((field) => isEmpty(doc[field])).map((field) => ({ field, where: `${doc.doctype}: ${label(field)}` })),
    ...(doc.items ?? []).flatMap((row) => meta.rows!.required.filter((field) => isEmpty(row[field])).map((field) => ({ field, where: `${doc.doctype} Row #${row.idx}: ${label(field)}` }))),
  ];
  if (missing.length === 0) return;
  throw new FrappeError('MandatoryError', missing.map(({ where }) => ({ en: `Error: Value missing for ${where}`, es: `Error: falta un valor en ${where}` })));
}

function checkUnique(site: Site, doc: Doc): void {
  for (const { fieldname, unique } of site.customFields(doc.doctype)) {
    const value = doc[fieldname as string];
    if (!unique || isEmpty(value)) continue;
    const other = [...site.table(doc.doctype).values()].find((each) => each[fieldname as string] === value && each.name !== doc.name);
    if (other) frappeThrow('UniqueValidationError', `${label(String(fieldname))} must be unique`, `${label(String(fieldname))} debe ser único`);
  }
}

function nameCustomField(site: Site, doc: Doc): void {
  if (!VOUCHERS.includes(String(doc.dt))) frappeThrow('LinkValidationError', `Could not find DocType: ${String(doc.dt)}`, `No se pudo encontrar DocType: ${String(doc.dt)}`);
  doc.name = `${String(doc.dt)}-${String(doc.fieldname)}`;
  if (site.find('Custom Field', doc.name)) frappeThrow('ValidationError', `A field with the name ${String(doc.fieldname)} already exists in ${String(doc.dt)}`, `Ya existe un campo ${String(doc.fieldname)} en ${String(doc.dt)}`);
}

function timestampMismatch(doc: Doc): never {
  return frappeThrow('TimestampMismatchError', `Error: Document has been modified after you have opened it (${doc.modified})`, `Error: el documento se modificó después de que usted lo abrió (${doc.modified})`);
}

function statusOf(value: unknown): 0 | 1 | 2 {
  const status = Number(value ?? 0);
  return status === 1 || status === 2 ? status : 0;
}
