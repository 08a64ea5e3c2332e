import { identificationProblem, placeName } from '../../catalogues/index.js';
import type { Draft, PartyInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';
import type { DocumentRule, RuleContext } from './context.js';

const NEEDS_RECEIVER: readonly DocumentType[] = ['FE', 'REP'];
const FOREIGN = '05';
const NOT_A_TAXPAYER = '06';

/** Who sells and who buys: note 4 and its footnotes 16 and 17. */
export const judgeParties: DocumentRule = (document, context) => {
  if (context.type === 'FEC') return judgePurchase(document, context);
  const { receiver, sale_condition: condition, references } = document;
  if (document.supplier) context.report('supplier', 'Solo una FEC lleva proveedor: quien compra va en «receiver».');
  if (!receiver) {
    if (NEEDS_RECEIVER.includes(context.type)) context.report('receiver', 'Es obligatorio en este tipo de documento.');
    return;
  }
  judgeParty(receiver, 'receiver', context, NEEDS_RECEIVER.includes(context.type));
  const type = receiver.identification_type;
  if (type === NOT_A_TAXPAYER) context.report('receiver.identification_type', 'El tipo 06 (no contribuyente) solo se admite para el proveedor de una FEC.');
  if (type === FOREIGN && context.type === 'REP') context.report('receiver.identification_type', 'Un REP no admite un receptor extranjero no domiciliado (05).');
  if (type === FOREIGN && context.type === 'FE') {
    if (condition !== '12') context.report('receiver.identification_type', 'En una FE el tipo 05 solo se admite con la condición de venta 12 (mercancía no nacionalizada).');
    if (!references?.length) context.report('references', 'Una FE a un extranjero no domiciliado lleva al menos una referencia.');
  }
};

const judgePurchase: DocumentRule = ({ supplier, receiver, sale_condition: condition, references }, context) => {
  if (receiver && receiver.identification !== context.issuer.identification) {
    context.report('receiver', 'En una FEC el receptor es la propia empresa: quien vende va en «supplier».');
  }
  if (!supplier) return context.report('supplier', 'Una FEC lleva al proveedor, que es quien vende.');
  judgeParty(supplier, 'supplier', context, true);
  if (supplier.name && supplier.name.length < 5) context.report('supplier.name', 'El nombre del proveedor tiene al menos 5 caracteres.');
  if (supplier.identification_type === NOT_A_TAXPAYER && condition !== '13') {
    context.report('supplier.identification_type', 'El tipo 06 (no contribuyente) solo se admite con la condición de venta 13 (bienes usados).');
  }
  if (supplier.identification_type === FOREIGN && !references?.some((reference) => reference.document_type === '16')) {
    context.report('references', 'La compra a un proveedor no domiciliado lleva una referencia de tipo 16.');
  }
};

function judgeParty(party: Draft<PartyInput>, path: string, { day, report }: RuleContext, needsIdentification: boolean): void {
  const { identification_type: type, identification: number, location, foreign_address: abroad } = party;
  if (needsIdentification && !type) report(`${path}.identification_type`, 'Es obligatorio en este tipo de documento.');
  if (needsIdentification && !number) report(`${path}.identification`, 'Es obligatorio en este tipo de documento.');
  if (!needsIdentification && Boolean(type) !== Boolean(number)) report(`${path}.identification`, 'El tipo y el número de identificación van juntos.');
  const wrong = type && number ? identificationProblem(type, number, day) : undefined;
  if (wrong) report(`${path}.identification`, wrong);
  if (abroad && type !== FOREIGN) report(`${path}.foreign_address`, 'Solo se admite para un extranjero no domiciliado (05).');
  judgeLocation(location, `${path}.location`, report);
}

export function judgeLocation(location: Draft<PartyInput['location']>, path: string, report: RuleContext['report']): void {
  const { province, canton, district } = location ?? {};
  if (province && canton && district && !placeName(province, canton, district)) {
    report(path, `No existe el distrito ${province}-${canton}-${district} en el catálogo de ubicaciones.`);
  }
}
