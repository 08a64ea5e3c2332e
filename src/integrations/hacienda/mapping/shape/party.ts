import { IDENTIFICATION_TYPES } from '../../catalogues/index.js';
import { code, phone, text } from './fields.js';
import { object, optional, type Read } from './shape.js';

/** Six characters; since TRIBU-CR (October 2025) with a dot, so it is never a number. */
export const activity = text({ min: 6, max: 6, help: 'Código de actividad de seis caracteres: `4719.9`', shape: { is: /^[0-9A-Za-z.]{6}$/, says: 'El código de actividad tiene 6 caracteres, como «4719.9».' } });

const digits = (count: number, what: string) => text({ min: count, max: count, shape: { is: new RegExp(`^\\d{${count}}$`), says: `${what} se indica con ${count} dígitos.` } });

export const location = object({
  province: digits(1, 'La provincia'),
  canton: digits(2, 'El cantón'),
  district: digits(2, 'El distrito'),
  neighbourhood: optional(text({ min: 5, max: 50 })),
  other: text({ min: 5, max: 250 }),
});

// The annex prints an expression; this one refuses what it refuses and some things it lets pass.
const EMAIL = { is: /^[^<>()[\].,;:\s@"]+(\.[^<>()[\].,;:\s@"]+)*@([^<>()[\].,;:\s@"]+\.)+[^<>()[\].,;:\s@"]{2,}$/, says: 'Debe ser un correo electrónico, como contabilidad@ejemplo.cr.' };
export const email = text({ max: 160, shape: EMAIL });

const fields = {
  name: text({ min: 3, max: 100 }),
  identification_type: optional(code(IDENTIFICATION_TYPES)),
  identification: optional(text({ max: 20 })),
  commercial_name: optional(text({ min: 3, max: 80 })),
  activity_code: optional(activity),
  email: optional(email),
  phone: optional(phone),
  location: optional(location),
  foreign_address: optional(text({ min: 5, max: 300 })),
};

export const party = object(fields);
export type PartyInput = Read<typeof fields>;
