import { readPhone } from '../phone.js';
import type { Issuer, Location, Party } from '../types.js';
import { leaf, node } from './element.js';

/** What a type of document tells of a party; a REP only who it is and its mail. */
export interface PartyParts {
  commercialName?: boolean;
  location?: boolean;
  /** OtrasSenasExtranjero. */
  abroad?: boolean;
  phone?: boolean;
}

export const writeParty = (element: 'Emisor' | 'Receptor', party: Party | Issuer, parts: PartyParts): string =>
  node(element,
    leaf('Nombre', party.name),
    party.identification ? identification('Identificacion', party.identification_type, party.identification) : '',
    parts.commercialName ? leaf('NombreComercial', party.commercial_name) : '',
    parts.location ? writeLocation(party.location) : '',
    parts.abroad && 'foreign_address' in party ? leaf('OtrasSenasExtranjero', party.foreign_address) : '',
    parts.phone ? writePhone(party.phone) : '',
    leaf('CorreoElectronico', party.email),
  );

export const identification = (element: string, type: string | undefined, number: string): string => node(element, leaf('Tipo', type), leaf('Numero', number));

const writeLocation = (location: Location | undefined): string =>
  location
    ? node('Ubicacion',
        leaf('Provincia', location.province), leaf('Canton', location.canton), leaf('Distrito', location.district),
        leaf('Barrio', location.neighbourhood), leaf('OtrasSenas', location.other))
    : '';

function writePhone(text: string | undefined): string {
  const phone = text ? readPhone(text) : undefined;
  return phone ? node('Telefono', leaf('CodigoPais', phone.country), leaf('NumTelefono', phone.number)) : '';
}
