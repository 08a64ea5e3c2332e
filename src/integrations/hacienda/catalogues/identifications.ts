import { catalogue } from './catalogue.js';

/** Note 4. */
export const IDENTIFICATION_TYPES = catalogue('tipo de identificación',
  ['01', 'Cédula física'], ['02', 'Cédula jurídica'], ['03', 'DIMEX'], ['04', 'NITE'], ['05', 'Extranjero no domiciliado'], ['06', 'No contribuyente'],
);

interface Format {
  shape: RegExp;
  says: string;
  from?: string;
}

// The newest first; a company's number may have letters since 2026.
const FORMATS: Record<string, readonly Format[]> = {
  '01': [{ shape: /^[1-9]\d{8}$/, says: 'La cédula física tiene 9 dígitos, sin cero al inicio y sin guiones.' }],
  '02': [
    { shape: /^[0-9A-Z]{10}$/, says: 'La cédula jurídica tiene 10 caracteres (dígitos o mayúsculas), sin guiones.', from: '2026-01-01' },
    { shape: /^\d{10}$/, says: 'La cédula jurídica tiene 10 dígitos, sin guiones.' },
  ],
  '03': [{ shape: /^[1-9]\d{10,11}$/, says: 'El DIMEX tiene 11 o 12 dígitos, sin cero al inicio y sin guiones.' }],
  '04': [{ shape: /^\d{10}$/, says: 'El NITE tiene 10 dígitos, sin guiones.' }],
  '05': [{ shape: /^[0-9A-Za-z]{1,20}$/, says: 'La identificación de un extranjero no domiciliado tiene hasta 20 letras y dígitos.' }],
  '06': [{ shape: /^[0-9A-Za-z]{1,20}$/, says: 'La identificación de un no contribuyente tiene hasta 20 letras y dígitos.' }],
};

/** What is wrong with a number of this type on this day, as a sentence. */
export function identificationProblem(type: string, number: string, day: string): string | undefined {
  const format = FORMATS[type]?.find(({ from }) => !from || from <= day);
  return format && !format.shape.test(number) ? format.says : undefined;
}
