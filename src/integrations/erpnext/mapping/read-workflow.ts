import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import { isLosslessNumber } from 'lossless-json';
import { Money, readDecimal } from '../../../core/money/index.js';
import { fieldProblems, type FieldProblem } from '../../../core/problems/index.js';
import { StartWorkflow } from '../dto/start-workflow.dto.js';
import { lineProblems } from './line-rules.js';
import type { Workflow } from './workflow.js';

export type ReadWorkflow =
  | { problems: FieldProblem[]; workflow?: undefined }
  | { workflow: Workflow; problems?: undefined; /** Fields that nobody knows: told, not refused, as the specification's serializer does. */ unknown: string[] };

/** Body of start-workflow → the workflow, or everything that is wrong with it at once. Numbers may be `LosslessNumber`s. */
export function readWorkflow(body: unknown): ReadWorkflow {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { problems: [{ path: '', es: 'Debe ser un objeto JSON.', en: 'Must be a JSON object.' }] };
  const dto = plainToInstance(StartWorkflow, plain(body));
  const problems = fieldProblems(validateSync(dto, { forbidUnknownValues: false }).map(mostTelling));
  const all = [...problems, ...lineProblems(dto.items, new Set(problems.map(({ path }) => path)))];
  return all.length > 0 ? { problems: all } : { workflow: toWorkflow(dto), unknown: Object.keys(body).filter((name) => !KNOWN.has(name)) };
}

const KNOWN = new Set(getMetadataStorage().getTargetValidationMetadatas(StartWorkflow, '', false, false).map(({ propertyName }) => propertyName));

/** Numbers that a double could not hold become text: the rules then see every digit. */
const plain = (value: unknown): object => JSON.parse(JSON.stringify(value, (_, each: unknown) => (isLosslessNumber(each) ? each.value : each))) as object;

/** Of a field that is missing, or of the wrong kind, only that is said. */
function mostTelling(error: ValidationError): ValidationError {
  const constraints = error.constraints ?? {};
  const first = FIRST.find((name) => name in constraints);
  const kept = first ? { [first]: constraints[first]! } : error.constraints;
  return Object.assign(error, { constraints: kept, children: first ? [] : (error.children ?? []).map(mostTelling) });
}

const FIRST = ['isDefined', 'isString', 'isArray', 'isInt', 'isNotEmpty', 'nestedValidation'];

function toWorkflow(dto: StartWorkflow): Workflow {
  return {
    instanceA: dto.company_a_instance_id,
    instanceB: dto.company_b_instance_id,
    supplier: dto.supplier,
    companyA: dto.company_a_name,
    companyB: dto.company_b_name ?? null,
    customerInA: dto.company_b_customer_name,
    supplierInB: dto.company_a_supplier_name,
    warehouseA: dto.company_a_warehouse,
    warehouseB: dto.company_b_warehouse,
    scheduleDate: dto.schedule_date ?? null,
    currency: dto.currency ?? null,
    lines: dto.items.map((item) => {
      const rate = readDecimal(item.rate) ?? new Money(0);
      const serials = (item.serials ?? []).map((serial) => serial.trim());
      return { itemCode: item.item_code, qty: item.qty, rate, transferRate: readDecimal(item.transfer_rate) ?? rate, serials };
    }),
  };
}
