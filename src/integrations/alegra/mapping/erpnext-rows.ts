import { parse } from 'lossless-json';
import { type Money, readDecimal } from '../../../core/money/index.js';
import { plainText } from '../../../core/text/index.js';
import { type FieldReader, isFields } from './field-reader.js';

/** One line. Amounts are in the document's currency; quantities and amounts of returns are negative. */
export interface ErpnextItem {
  /** `items[0]`: where problems point. */
  path: string;
  code: string | null;
  name: string | null;
  description: string | null;
  alegraId: string | null;
  /** Costa Rica's CABYS, for an e-invoice. */
  catalogueCode: string | null;
  unit: string | null;
  quantity: Money;
  /** After the line's discount, before the document's; with the taxes that the price includes. */
  rate: Money;
  amount: Money;
  /** After the document's discount, without included taxes. */
  netRate: Money | null;
  netAmount: Money | null;
  /** Before the line's discount. */
  priceListRate: Money | null;
  discountPercentage: Money | null;
  taxTemplate: string | null;
  /** Percentage by account head, where the line has its own; null when the payload does not tell. */
  taxRates: ReadonlyMap<string, Money> | null;
}

export interface ErpnextTax {
  path: string;
  /** `On Net Total`, `Actual`, `On Previous Row Total`… */
  chargeType: string | null;
  accountHead: string | null;
  description: string | null;
  /** Percentage. */
  rate: Money | null;
  amount: Money | null;
  includedInPrice: boolean;
}

export interface ErpnextPayment {
  path: string;
  mode: string | null;
  amount: Money;
  /** `Cash`, `Bank`, `Phone`, `General`. */
  kind: string | null;
  reference: string | null;
}

const DESCRIPTION_LIMIT = 500;

export function readItem(row: FieldReader, path: string): ErpnextItem | null {
  const quantity = row.required('qty', row.number('qty'));
  const given = row.number('amount');
  const rate = row.number('rate') ?? (given && quantity && !quantity.isZero() ? given.div(quantity) : row.required('rate', null));
  if (!quantity || !rate) return null;
  return {
    path,
    code: row.text('item_code'),
    name: row.text('item_name'),
    description: plain(row.text('description')),
    alegraId: row.text('alegra_id', 'custom_alegra_id'),
    catalogueCode: row.text('cabys', 'custom_cabys', 'custom_codigo_cabys'),
    unit: row.text('uom', 'stock_uom'),
    quantity,
    rate,
    amount: given ?? rate.times(quantity),
    netRate: row.number('net_rate'),
    netAmount: row.number('net_amount'),
    priceListRate: row.number('price_list_rate'),
    discountPercentage: row.number('discount_percentage'),
    taxTemplate: row.text('item_tax_template'),
    taxRates: readTaxRates(row),
  };
}

export function readTax(row: FieldReader, path: string): ErpnextTax {
  return {
    path,
    chargeType: row.text('charge_type'),
    accountHead: row.text('account_head'),
    description: plain(row.text('description')),
    rate: row.number('rate'),
    amount: row.number('tax_amount_after_discount_amount', 'tax_amount'),
    includedInPrice: row.check('included_in_print_rate'),
  };
}

export function readPayment(row: FieldReader, path: string): ErpnextPayment | null {
  const amount = row.required('amount', row.number('amount'));
  if (!amount) return null;
  return { path, mode: row.text('mode_of_payment'), amount, kind: row.text('type'), reference: row.text('reference_no') };
}

const plain = (text: string | null): string | null => (text === null ? null : plainText(text, DESCRIPTION_LIMIT) || null);

/** `item_tax_rate` is JSON inside a string: `{"IVA 4% - CT": 4.0}`; `{}` means that the line has no rates of its own. */
function readTaxRates(row: FieldReader): ReadonlyMap<string, Money> | null {
  const given = row.raw('item_tax_rate');
  if (given === null) return null;
  const rates = typeof given === 'string' ? parsed(given) : given;
  if (!isFields(rates)) return row.problem('item_tax_rate', 'not_json', 'debe ser un objeto JSON de cuenta a porcentaje');
  const read = Object.entries(rates).map(([account, rate]) => [account, readDecimal(rate)] as const);
  const good = read.filter((entry): entry is [string, Money] => Boolean(entry[1]));
  if (good.length < read.length) return row.problem('item_tax_rate', 'not_a_number', 'tiene un porcentaje que no es un número');
  return new Map(good);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
