import { readDecimal } from '../../../core/money/index.js';
import type { FieldProblem } from '../../../core/problems/index.js';
import type { StartWorkflowItem } from '../dto/start-workflow.dto.js';
import { sameName } from './serials.js';

type Item = Partial<StartWorkflowItem>;

/**
 * What ERPNext would only say at submit, when drafts exist already (contract erpnext-documents §4): as many serial numbers as units,
 * each once in the whole workflow, none with a character that separates them. And one price per article.
 * @param known paths that have a problem already: nothing is judged on top of them.
 */
export function lineProblems(items: unknown, known: ReadonlySet<string>): FieldProblem[] {
  if (!Array.isArray(items)) return [];
  const seen = new Map<string, string>();
  const lines = items.map((item, index) => ({ item: (typeof item === 'object' && item !== null ? item : {}) as Item, path: `items[${index}]` }));
  const readable = lines.filter(({ path }) => ![...known].some((wrong) => wrong === path || wrong === `${path}.serials` || wrong === `${path}.qty` || wrong === `${path}.item_code`));
  return [...readable.flatMap(({ item, path }) => serialProblems(item, `${path}.serials`, seen)), ...priceProblems(readable, known)];
}

function serialProblems({ serials = [], qty }: Item, path: string, seen: Map<string, string>): FieldProblem[] {
  if (!serials || serials.length === 0) return [];
  const problems: FieldProblem[] = [];
  if (serials.length !== qty) problems.push({ path, es: `Hay ${serials.length} números de serie para una cantidad de ${String(qty)}: deben ser iguales.`, en: `There are ${serials.length} serial numbers for a quantity of ${String(qty)}: they must be equal.` });
  for (const raw of serials) {
    const serial = raw.trim();
    if (serial === '') problems.push({ path, es: 'Hay un número de serie vacío.', en: 'There is an empty serial number.' });
    else if (/[,\p{Cc}]/u.test(serial)) problems.push({ path, es: `El número de serie «${printable(serial)}» tiene una coma, un salto de línea o un carácter de control.`, en: `The serial number "${printable(serial)}" has a comma, a line break or a control character.` });
    else if (serial.length > 140) problems.push({ path, es: `El número de serie «${serial.slice(0, 40)}…» pasa de 140 caracteres.`, en: `The serial number "${serial.slice(0, 40)}…" has more than 140 characters.` });
    else if (seen.has(sameName(serial))) problems.push({ path, es: `El número de serie «${serial}» está repetido (ya aparece en ${seen.get(sameName(serial))}).`, en: `The serial number "${serial}" is repeated (it is in ${seen.get(sameName(serial))} already).` });
    else seen.set(sameName(serial), path);
  }
  return problems;
}

const printable = (text: string): string => text.replace(/\p{Cc}/gu, '␤').slice(0, 60);

/** Lines of one article become one row in ERPNext: they must agree in price, and in having serial numbers or not. */
function priceProblems(lines: { item: Item; path: string }[], known: ReadonlySet<string>): FieldProblem[] {
  const first = new Map<string, { item: Item; path: string }>();
  return lines.flatMap(({ item, path }) => {
    const other = first.get(item.item_code ?? '');
    if (!other) {
      first.set(item.item_code ?? '', { item, path });
      return [];
    }
    const problems: FieldProblem[] = [];
    for (const name of ['rate', 'transfer_rate'] as const) {
      if (known.has(`${path}.${name}`) || known.has(`${other.path}.${name}`) || price(item, name) === price(other.item, name)) continue;
      problems.push({ path: `${path}.${name}`, es: `El artículo «${item.item_code}» ya está en ${other.path} con otro precio: ERPNext no admite el mismo artículo dos veces.`, en: `The item "${item.item_code}" is in ${other.path} already at another price: ERPNext does not take the same item twice.` });
    }
    if (Boolean(item.serials?.length) !== Boolean(other.item.serials?.length)) problems.push({ path: `${path}.serials`, es: `El artículo «${item.item_code}» lleva números de serie en una línea y en otra no.`, en: `The item "${item.item_code}" has serial numbers in one line and none in another.` });
    return problems;
  });
}

const price = (item: Item, name: 'rate' | 'transfer_rate'): string | undefined => readDecimal(name === 'transfer_rate' ? (item.transfer_rate ?? item.rate) : item.rate)?.toString();
