/**
 * What each country edition of Alegra accepts. Source: the per-country enumerations that Alegra publishes
 * (spelling included: `PARTIALL_DEVOLUTION` and `NOT_REPONSIBLE_FOR_CONSUMPTION` are theirs).
 * An absent list means that nothing is known, and nothing is refused.
 */
export interface Country {
  /** `applicationVersion` of `GET /company`. */
  applicationVersion: string;
  currency: { code: string; symbol: string };
  decimalPrecision: number;
  identificationTypes?: readonly string[];
  /** Types whose number is digits only. */
  numericTypes?: readonly string[];
  /** Types that may carry a check digit in `dv`. */
  dvOnlyFor?: readonly string[];
  regimes?: readonly string[];
  paymentForm?: readonly string[];
  saleCondition?: readonly string[];
  /** Invoice level `paymentMethod`: a closed list, or a shape where only the common values are known. */
  invoicePaymentMethod?: readonly string[] | RegExp;
  invoiceTypes?: readonly string[];
  operationTypes?: readonly string[];
  creditNoteTypes?: readonly string[];
  creditNoteOperations?: readonly string[];
}

const NATIONAL_OR_EXPORT = ['NATIONAL', 'EXPORT'] as const;

const costaRica: Country = {
  applicationVersion: 'costarica',
  currency: { code: 'CRC', symbol: '₡' },
  decimalPrecision: 2,
  identificationTypes: ['CF', 'CJ', 'DIMEX', 'NITE', 'PE'],
  numericTypes: ['CF', 'CJ', 'DIMEX', 'NITE'],
  regimes: ['SIMPLIFIED_REGIME', 'TRADITIONAL_REGIME', 'PHYSICAL_PERSON'],
  saleCondition: [
    'CASH', 'CREDIT', 'CONSIGNATION', 'SEPARATED', 'LEASING_WITH_PURCHASE_OPTION', 'LEASING_IN_FINANTIAL_FUNCTION',
    'PAYMENT_IN_FAVOR_OF_A_THIRD', 'SERVICES_PROVIDED_TO_STATE_TO_CREDIT', 'PAYMENTS_OF_SERVICES_PROVIDED_TO_STATE', 'OTHER',
  ],
  invoicePaymentMethod: ['CASH', 'CARD', 'CHECK', 'TRANSFER', 'COLLECTION_BY_THIRD', 'OTHER'],
  invoiceTypes: NATIONAL_OR_EXPORT,
  creditNoteTypes: [
    'VOID_REFERENCE_DOCUMENT', 'CORRECT_TEXT_OF_REFERENCE_DOCUMENT', 'CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT',
    'REFERENCE_TO_OTHER_DOCUMENT', 'SUBSTITUTION_OF_PROVISIONAL_DOCUMENT_BY_CONTINGENCY', 'OTHER',
  ],
};

const colombia: Country = {
  applicationVersion: 'colombia',
  currency: { code: 'COP', symbol: '$' },
  decimalPrecision: 2,
  identificationTypes: ['RC', 'TI', 'CC', 'TE', 'CE', 'NIT', 'PP', 'PEP', 'DIE', 'NUIP', 'FOREIGN_NIT'],
  numericTypes: ['RC', 'TI', 'CC', 'NIT', 'NUIP'],
  dvOnlyFor: ['NIT'],
  regimes: [
    'SIMPLIFIED_REGIME', 'COMMON_REGIME', 'NOT_REPONSIBLE_FOR_CONSUMPTION', 'SPECIAL_REGIME', 'NATIONAL_CONSUMPTION_TAX',
    'INC_IVA_RESPONSIBLE',
  ],
  paymentForm: ['CASH', 'CREDIT'],
  // About 70 values, of which the common ones are known: the shape still catches the lower-case payment vocabulary.
  invoicePaymentMethod: /^[A-Z][A-Z_]+$/,
  invoiceTypes: NATIONAL_OR_EXPORT,
  operationTypes: ['STANDARD', 'AIU_SERVICE'],
  creditNoteTypes: [
    'PARTIALL_DEVOLUTION', 'VOID_ELECTRONIC_INVOICE', 'REDUCTION_DISCOUNT_PARTIAL_TOTAL', 'PRICE_ADJUSTMENT', 'OTHER',
  ],
  creditNoteOperations: ['REFERENCE_TO_ELECTRONIC_INVOICE', 'NO_REFERENCE_TO_ELECTRONIC_INVOICE'],
};

const peru: Country = {
  applicationVersion: 'peru',
  currency: { code: 'PEN', symbol: 'S/' },
  decimalPrecision: 2,
  identificationTypes: ['DNI', 'RUC', 'CE', 'PP', 'CDI', 'DIP', 'TIN', 'IN', 'PTP', 'NOT_DOMICILIED_WITHOUT_RUC'],
  numericTypes: ['DNI', 'RUC'],
  regimes: ['SPECIAL_REGIME', 'GENERAL_REGIME', 'MYPE_TRIBUTARY_REGIME', 'NEW_RUS'],
  operationTypes: ['INTERNAL_SALE', 'INTERNAL_SALE_NATURAL_PERSON', 'INTERNAL_SALE_NRUS', 'NON_DOMICILED_SALES', 'EXPORT_OF_GOODS'],
  creditNoteTypes: [
    'VOID_OPERATION', 'VOID_OPERATION_BY_ERROR_IN_RUC', 'CORRECTION_BY_ERROR_ON_DESCRIPTION', 'GLOBAL_DISCOUNT', 'DISCOUNT_BY_ITEM',
    'TOTAL_DEVOLUTION', 'DEVOLUTION_BY_ITEM', 'BONIFICATION', 'DECREASE_IN_VALUE', 'OTHER_CONCEPTS', 'EXPORT_OPERATIONS_SETTINGS',
  ],
};

// Identification lists of Mexico (an RFC as plain text) and Argentina are not published where we could read them.
const mexico: Country = { applicationVersion: 'mexico', currency: { code: 'MXN', symbol: '$' }, decimalPrecision: 2 };
const argentina: Country = { applicationVersion: 'argentina', currency: { code: 'ARS', symbol: '$' }, decimalPrecision: 2 };

export const COUNTRIES = { costaRica, colombia, peru, mexico, argentina } as const satisfies Record<string, Country>;
export type CountryKey = keyof typeof COUNTRIES;

/** Vocabulary of `payments[].paymentMethod` and `POST /payments`, the same everywhere; not the invoice-level one. */
export const PAYMENT_METHODS = ['cash', 'check', 'transfer', 'deposit', 'credit-card', 'debit-card'] as const;

export const WEBHOOK_EVENTS: readonly string[] = ['new', 'edit', 'delete'].flatMap((verb) =>
  ['invoice', 'bill', 'client', 'item'].map((subject) => `${verb}-${subject}`),
);
