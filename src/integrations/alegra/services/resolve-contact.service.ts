import { Injectable } from '@nestjs/common';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import { fold } from '../../../core/text/index.js';
import { idOf, textOf, type AlegraContact } from '../client/alegra.types.js';
import { emailOf, fullName, toContactBody, withoutNameObject, type ContactBody } from '../mapping/contact.js';
import { genericContact } from '../mapping/generic-contact.js';
import { compactNumber, sameNumber, searchNumbers, type Identification } from '../mapping/identification.js';
import { contactChanges, identificationOf, matchContact } from '../mapping/match-contact.js';
import { problemsFailure } from '../mapping/problems.js';
import type { Work } from './work.js';

export interface ResolvedContact {
  id: string;
  warnings: Warning[];
  /** Under which the contact is remembered; null for the generic one. */
  key: string | null;
}

/** A contact as it would be created, with who it is. */
interface Wanted {
  body: ContactBody;
  identification: Identification | null;
  name: string;
  email: string | null;
  warnings: Warning[];
  key: string;
}

/** Finds the customer's contact in Alegra, or creates it; never the first row of a search, never a second contact. */
@Injectable()
export class ResolveContact {
  async resolve(work: Work): Promise<ResolvedContact> {
    const generic = genericContact(work.document.customer, work.settings);
    if (generic) return { ...generic, key: null };
    const wanted = this.wanted(work);
    const { key, warnings } = wanted;
    const remembered = await this.remembered(work, wanted);
    if (remembered) return { id: remembered, warnings, key };

    const found = (await this.byAlegraId(work, wanted)) ?? (await this.search(work, wanted));
    if (!found) return { id: await this.create(work, wanted), warnings, key };
    const id = await this.use(work, wanted, found);
    work.attempt.documents.created('contact', key, { id });
    return { id, warnings, key };
  }

  /** What would be used, without writing: the id, or the body that would be created. */
  async look(work: Work): Promise<{ warnings: Warning[] } & ({ id: string } | { body: ContactBody })> {
    const generic = genericContact(work.document.customer, work.settings);
    if (generic) return generic;
    const wanted = this.wanted(work);
    const { body, warnings } = wanted;
    const remembered = await this.remembered(work, wanted);
    if (remembered) return { id: remembered, warnings };
    const found = (await this.byAlegraId(work, wanted)) ?? (await this.search(work, wanted));
    return found ? { id: idOf(found)!, warnings } : { body, warnings };
  }

  /** The id we know, unless ERPNext names another: that outweighs what we remember. */
  private async remembered({ attempt, document }: Work, { key }: Wanted): Promise<string | null> {
    const known = await attempt.documents.find('contact', key);
    const told = document.customer.alegraId;
    return known?.state === 'created' && (!told || told === known.remote_id) ? known.remote_id : null;
  }

  private wanted({ document, settings, account }: Work): Wanted {
    const built = toContactBody(document.customer, settings, account.country);
    if (built.problems) throw problemsFailure(built.problems, document.name);
    const { body, identification } = built;
    const email = emailOf(document.customer.email);
    const name = body.name ?? fullName(body.nameObject);
    const key = identification ? `id:${compactNumber(identification.number)}` : email ? `email:${fold(email)}` : `name:${fold(name)}`;
    return { body, identification, name, email, warnings: [...built.warnings], key };
  }

  /** ERPNext says which contact it is; in `verify` mode an id that belongs to somebody else is not believed. */
  private async byAlegraId({ client, document, settings, account }: Work, wanted: Wanted): Promise<AlegraContact | undefined> {
    const id = document.customer.alegraId;
    if (!id) return undefined;
    const contact = await client.contact(id).catch(ignoreNotFound);
    if (!contact) {
      wanted.warnings.push({ code: 'custom_alegra_id_unknown', message: `custom_alegra_id ${id} no existe en Alegra; se buscó al cliente por sus datos.` });
      return undefined;
    }
    const theirs = identificationOf(contact, account.country);
    const isOther = wanted.identification && theirs && !sameNumber(wanted.identification, theirs);
    if (!isOther) return contact;
    const isTrusted = settings.custom_alegra_id_mode === 'trust';
    wanted.warnings.push({
      code: 'custom_alegra_id_mismatch',
      message: `custom_alegra_id ${id} es otra persona en Alegra (identificación ${theirs.number}); ${isTrusted ? 'se usó porque así está configurado' : 'se buscó al cliente por sus datos'}.`,
    });
    return isTrusted ? contact : undefined;
  }

  private async search({ client, document, account }: Work, wanted: Wanted): Promise<AlegraContact | undefined> {
    const { identification, email, name } = wanted;
    const match = (rows: AlegraContact[]) => this.pick(matchContact(rows, { identification, email }, account.country));
    for (const number of identification ? searchNumbers(identification, document.customer.identification) : []) {
      // Without `type`: a contact that is only a provider is the same person (contract §4).
      const found = match(await client.contacts({ identification: number }));
      if (found) return found;
    }
    if (email) {
      const found = match(await client.contacts({ query: email }));
      if (found) return found;
    }
    if (identification || email) return undefined;
    return this.nameless(await client.contacts({ query: name }), name, account.country);
  }

  // A bare name is matched only with a contact that has nothing but that name: homonyms are people too.
  private nameless(rows: AlegraContact[], name: string, country: Work['account']['country']): AlegraContact | undefined {
    const same = rows.filter((row) => fold(textOf(row.name) ?? '') === fold(name) && !identificationOf(row, country) && row.status !== 'inactive');
    if (same.length > 1) throw ambiguous(same);
    return same[0];
  }

  private pick(match: ReturnType<typeof matchContact>): AlegraContact | undefined {
    if (match.kind === 'ambiguous') throw ambiguous(match.contacts);
    return match.kind === 'match' ? match.contact : undefined;
  }

  private async create(work: Work, wanted: Wanted): Promise<string> {
    const { attempt, marker } = work;
    attempt.warnings.push(...wanted.warnings); // a refusal is easier to understand with them
    attempt.documents.creating('contact', wanted.key, marker);
    const id = await this.make(work, wanted);
    attempt.documents.created('contact', wanted.key, { id });
    return id;
  }

  /** Follows Alegra's own hints: 2039 wants one form of the name only, 2006 carries the id of the contact that exists. */
  private async make(work: Work, wanted: Wanted): Promise<string> {
    try {
      return idOf(await work.client.createContact(wanted.body))!;
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      if (error.code === 'alegra.2039' && wanted.body.nameObject) return this.make(work, { ...wanted, body: withoutNameObject(wanted.body) });
      if (error.code !== 'alegra.2006') throw error;
      const found = (await this.named(work, wanted, textOf(error.details?.contactId))) ?? (await this.search(work, wanted));
      if (!found) throw error;
      return this.use(work, wanted, found);
    }
  }

  private async use(work: Work, wanted: Wanted, found: AlegraContact): Promise<string> {
    if (found.status === 'inactive') throw inactive(found);
    wanted.warnings.push(...(await this.complete(work, found, wanted.body)));
    return idOf(found)!;
  }

  private async named({ client, account }: Work, { identification }: Wanted, id: string | null): Promise<AlegraContact | undefined> {
    const contact = id ? await client.contact(id).catch(ignoreNotFound) : undefined;
    const theirs = contact && identificationOf(contact, account.country);
    return theirs && identification && sameNumber(theirs, identification) ? contact : undefined;
  }

  /** Fills what Alegra lacks, and makes a mere provider a client. What people wrote there stays; a refusal is only a warning. */
  private async complete({ client, account }: Work, existing: AlegraContact, body: ContactBody): Promise<Warning[]> {
    const changes = contactChanges(existing, body, account.country) ?? {};
    const missing = Object.entries(changes).filter(([field]) => field === 'type' || field === 'identificationObject' || !textOf(existing[field]));
    const lacking = Object.fromEntries(missing.filter(([field]) => field !== 'nameObject' && field !== 'name'));
    if (Object.keys(lacking).length === 0) return [];
    try {
      await client.updateContact(idOf(existing)!, lacking);
      return [];
    } catch (error) {
      if (!(error instanceof IntegrationFailure) || error.category !== 'validation_error') throw error;
      return [{ code: 'contact_not_updated', message: `El contacto ${idOf(existing)} no se pudo completar en Alegra: ${error.message}` }];
    }
  }
}

function ignoreNotFound(error: unknown): undefined {
  if (error instanceof IntegrationFailure && error.category === 'not_found') return undefined;
  throw error;
}

function ambiguous(contacts: AlegraContact[]): IntegrationFailure {
  const candidates = contacts.slice(0, 10).map((contact) => ({ id: idOf(contact), name: textOf(contact.name) }));
  return new IntegrationFailure('validation_error', {
    code: 'contact_ambiguous',
    message: `Alegra tiene varios contactos que podrían ser el cliente: ${candidates.map(({ id, name }) => `${name} (${id})`).join(', ')}. Indique cuál en customer.custom_alegra_id o una los contactos en Alegra.`,
    details: { candidates },
  });
}

const inactive = (contact: AlegraContact): IntegrationFailure =>
  new IntegrationFailure('validation_error', {
    code: 'contact_inactive',
    message: `El contacto ${textOf(contact.name) ?? ''} (${idOf(contact)}) está inactivo en Alegra: actívelo allí y reenvíe el mensaje.`,
    details: { contact_id: idOf(contact) },
  });
