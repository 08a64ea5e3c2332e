/**
 * What each country edition of Alegra lists, as far as our mapping needs it. Values are Alegra's own, spelling included
 * (`PARTIALL_DEVOLUTION` is theirs). An absent list means that nothing is known: nothing is warned about or derived.
 */
export interface Country {
  /** ISO 3166 code; the `country` of the credential. */
  code: string;
  /** `applicationVersion` of `GET /company`, and other spellings people use. */
  names: readonly string[];
  identificationTypes: readonly string[];
  /** Types whose number has digits only. */
  numericTypes: readonly string[];
  /** Types of companies; all other known types are of people. */
  companyTypes: readonly string[];
  /** Types that carry a check digit in `dv`. */
  dvTypes: readonly string[];
  /** Official or everyday names → type. Keys are folded (no accents, no case). */
  typeAliases: Readonly<Record<string, string>>;
  /** The only type whose numbers look like this, where a number tells its type. */
  typeByNumber: readonly (readonly [RegExp, string])[];
  suggestedGenericType: string | null;
  /** `kindOfPerson` is part of a contact. */
  kindOfPerson: boolean;
  /** The field that tells cash from credit. */
  termsField: 'paymentForm' | 'saleCondition' | null;
  /** `payments[].paymentMethod` → invoice-level `paymentMethod`. */
  invoiceMethods: Readonly<Partial<Record<PaymentMethod, string>>>;
  /** Invoice-level `paymentMethod` of a sale on credit. */
  creditMethod: string | null;
  creditNoteTypes: readonly string[];
  /** `type` of a credit note that takes back everything, or a part. */
  creditNoteType: { full: string; partial: string } | null;
}

/** Vocabulary of `payments[].paymentMethod` and `POST /payments`, the same in every country. */
export const PAYMENT_METHODS = ['cash', 'check', 'transfer', 'deposit', 'credit-card', 'debit-card'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A country whose lists we have not read. */
const UNREAD: Omit<Country, 'code' | 'names'> = {
  identificationTypes: [],
  numericTypes: [],
  companyTypes: [],
  dvTypes: [],
  typeAliases: {},
  typeByNumber: [],
  suggestedGenericType: null,
  kindOfPerson: false,
  termsField: null,
  invoiceMethods: {},
  creditMethod: null,
  creditNoteTypes: [],
  creditNoteType: null,
};

const COLOMBIA: Country = {
  code: 'CO',
  names: ['colombia'],
  identificationTypes: ['RC', 'TI', 'CC', 'TE', 'CE', 'NIT', 'PP', 'PEP', 'DIE', 'NUIP', 'FOREIGN_NIT'],
  numericTypes: ['RC', 'TI', 'CC', 'NIT', 'NUIP'],
  companyTypes: ['NIT', 'FOREIGN_NIT'],
  dvTypes: ['NIT'],
  // Numbers: document types of the DIAN's electronic invoice.
  typeAliases: {
    '11': 'RC', '12': 'TI', '13': 'CC', '21': 'TE', '22': 'CE', '31': 'NIT', '41': 'PP', '42': 'DIE', '47': 'PEP', '50': 'FOREIGN_NIT', '91': 'NUIP',
    'cedula': 'CC', 'cedula de ciudadania': 'CC', 'cedula de extranjeria': 'CE', 'pasaporte': 'PP', 'tarjeta de identidad': 'TI',
  },
  typeByNumber: [],
  suggestedGenericType: 'DIE',
  kindOfPerson: true,
  termsField: 'paymentForm',
  invoiceMethods: {
    cash: 'CASH',
    check: 'CHECK',
    transfer: 'DEBIT_TRANSFER_BANK',
    deposit: 'BANK_DEPOSIT',
    'credit-card': 'CREDIT_CARD',
    'debit-card': 'DEBIT_CARD',
  },
  creditMethod: 'INSTRUMENT_NOT_DEFINED',
  creditNoteTypes: ['PARTIALL_DEVOLUTION', 'VOID_ELECTRONIC_INVOICE', 'REDUCTION_DISCOUNT_PARTIAL_TOTAL', 'PRICE_ADJUSTMENT', 'OTHER'],
  creditNoteType: { full: 'VOID_ELECTRONIC_INVOICE', partial: 'PARTIALL_DEVOLUTION' },
};

const COSTA_RICA: Country = {
  code: 'CR',
  names: ['costarica'],
  identificationTypes: ['CF', 'CJ', 'DIMEX', 'NITE', 'PE'],
  numericTypes: ['CF', 'CJ', 'DIMEX', 'NITE'],
  companyTypes: ['CJ'],
  dvTypes: [],
  // Numbers: identification types of Hacienda's electronic invoice.
  typeAliases: {
    '01': 'CF', '02': 'CJ', '03': 'DIMEX', '04': 'NITE', '05': 'PE',
    'cedula fisica': 'CF', 'cedula juridica': 'CJ', 'fisica': 'CF', 'juridica': 'CJ', 'pasaporte': 'PE',
  },
  // Ten digits may be a company (it begins with 2 to 5) or a NITE, which does not.
  typeByNumber: [[/^\d{9}$/, 'CF'], [/^[2-5]\d{9}$/, 'CJ'], [/^\d{11,12}$/, 'DIMEX']],
  suggestedGenericType: 'PE',
  kindOfPerson: false,
  termsField: 'saleCondition',
  invoiceMethods: { cash: 'CASH', check: 'CHECK', transfer: 'TRANSFER', deposit: 'TRANSFER', 'credit-card': 'CARD', 'debit-card': 'CARD' },
  creditMethod: null,
  creditNoteTypes: [
    'VOID_REFERENCE_DOCUMENT', 'CORRECT_TEXT_OF_REFERENCE_DOCUMENT', 'CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT',
    'REFERENCE_TO_OTHER_DOCUMENT', 'SUBSTITUTION_OF_PROVISIONAL_DOCUMENT_BY_CONTINGENCY', 'OTHER',
  ],
  creditNoteType: { full: 'VOID_REFERENCE_DOCUMENT', partial: 'CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT' },
};

const PERU: Country = {
  ...UNREAD,
  code: 'PE',
  names: ['peru'],
  identificationTypes: ['DNI', 'RUC', 'CE', 'PP', 'CDI', 'DIP', 'TIN', 'IN', 'PTP', 'NOT_DOMICILIED_WITHOUT_RUC'],
  numericTypes: ['DNI', 'RUC'],
  companyTypes: ['RUC', 'TIN', 'NOT_DOMICILIED_WITHOUT_RUC'],
  typeByNumber: [[/^\d{8}$/, 'DNI'], [/^\d{11}$/, 'RUC']],
  suggestedGenericType: 'DIP',
  creditNoteTypes: [
    'VOID_OPERATION', 'VOID_OPERATION_BY_ERROR_IN_RUC', 'CORRECTION_BY_ERROR_ON_DESCRIPTION', 'GLOBAL_DISCOUNT', 'DISCOUNT_BY_ITEM',
    'TOTAL_DEVOLUTION', 'DEVOLUTION_BY_ITEM', 'BONIFICATION', 'DECREASE_IN_VALUE', 'OTHER_CONCEPTS', 'EXPORT_OPERATIONS_SETTINGS',
  ],
  creditNoteType: { full: 'TOTAL_DEVOLUTION', partial: 'DEVOLUTION_BY_ITEM' },
};

/** Countries with an edition of Alegra. Those without lists here are used as they are configured. */
export const COUNTRIES: readonly Country[] = [
  COLOMBIA,
  COSTA_RICA,
  PERU,
  { ...UNREAD, code: 'MX', names: ['mexico'] },
  { ...UNREAD, code: 'AR', names: ['argentina'] },
  { ...UNREAD, code: 'DO', names: ['republicadominicana', 'dominicana'] },
  { ...UNREAD, code: 'CL', names: ['chile'] },
  { ...UNREAD, code: 'PA', names: ['panama'] },
  { ...UNREAD, code: 'ES', names: ['spain', 'espana'] },
];

/** Finds a country by ISO code, by Alegra's `applicationVersion` or by its name: `CR`, `costarica`, `Costa Rica`. */
export function countryOf(name: string | null | undefined): Country | null {
  const folded = (name ?? '').normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();
  return COUNTRIES.find(({ code, names }) => code.toLowerCase() === folded || names.includes(folded)) ?? null;
}

/** Rules of a country that is not known: everything goes out as it came in. */
export const UNKNOWN_COUNTRY: Country = { ...UNREAD, code: '', names: [] };
