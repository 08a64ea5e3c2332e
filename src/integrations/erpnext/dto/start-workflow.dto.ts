import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsDefined, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateBy, ValidateNested } from 'class-validator';
import { readDecimal } from '../../../core/money/index.js';
import { says } from '../../../core/problems/index.js';

// As Django's serializer of the specification takes them: text trimmed, numbers also as text.
const Trimmed = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const WholeNumber = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\s*-?\d{1,12}\s*$/.test(value) ? Number(value) : value));

const required = says({ es: 'Este campo es obligatorio.', en: 'This field is required.' });
const Required = (): PropertyDecorator => IsDefined(required);

function Text(): PropertyDecorator {
  const rules = [
    Trimmed(), Required(), IsString(says({ es: 'Debe ser un texto.', en: 'Must be a text.' })),
    IsNotEmpty(says({ es: 'No puede quedar en blanco.', en: 'This field may not be blank.' })),
    MaxLength(100, says({ es: 'Debe tener como máximo 100 caracteres.', en: 'Must have at most 100 characters.' })),
    Matches(/^[^\p{Cc}]*$/u, says({ es: 'No puede tener saltos de línea ni caracteres de control.', en: 'Must not have line breaks or control characters.' })),
  ];
  return (target, key) => rules.forEach((rule) => rule(target, key));
}

/** A decimal of at most ten digits, two of them after the point. */
function Rate(): PropertyDecorator {
  const validate = (value: unknown): boolean => {
    const read = readDecimal(value);
    return Boolean(read) && !read!.isNegative() && read!.decimalPlaces() <= 2 && read!.lessThan(100_000_000);
  };
  return ValidateBy({ name: 'isRate', validator: { validate } }, says({
    es: 'Debe ser un número de 0 en adelante, con un máximo de 8 enteros y 2 decimales.',
    en: 'Must be a number from 0 on, with at most 8 digits before the point and 2 after it.',
  }));
}

/** `YYYY-MM-DD` that is a day of the calendar. */
function Day(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) === value;
  const safe = (value: unknown): boolean => {
    try {
      return validate(value);
    } catch {
      return false;
    }
  };
  return ValidateBy({ name: 'isDay', validator: { validate: safe } }, says({ es: 'Debe ser una fecha AAAA-MM-DD.', en: 'Must be a date YYYY-MM-DD.' }));
}

const Instance = (): PropertyDecorator => (target, key) => {
  const rule = says({ es: 'Debe ser el número de una instancia.', en: 'Must be the number of an instance.' });
  [WholeNumber(), Required(), IsInt(rule), Min(1, rule), Max(2_147_483_647, rule)].forEach((each) => each(target, key));
};

export class StartWorkflowItem {
  @ApiProperty({ maxLength: 100 }) @Text() item_code: string;

  @ApiProperty({ minimum: 1, type: 'integer' })
  @WholeNumber() @Required() @IsInt(says({ es: 'Debe ser un número entero.', en: 'Must be a whole number.' }))
  @Min(1, says({ es: 'Debe ser 1 o más.', en: 'Must be 1 or more.' })) @Max(100_000, says({ es: 'Debe ser 100000 o menos.', en: 'Must be 100000 or less.' }))
  qty: number;

  @ApiProperty({ example: '4424.78', description: 'What A pays per unit' }) @Required() @Rate() rate: unknown;

  @ApiPropertyOptional({ description: 'What B pays A per unit; `rate` when left out' }) @IsOptional() @Rate() transfer_rate?: unknown;

  @ApiPropertyOptional({ type: [String], description: 'As many as `qty`; left out or empty for an article without serial numbers' })
  @IsOptional() @IsArray(says({ es: 'Debe ser una lista de números de serie.', en: 'Must be a list of serial numbers.' }))
  @IsString({ each: true, ...says({ es: 'Cada número de serie debe ser un texto.', en: 'Each serial number must be a text.' }) })
  serials?: string[];
}

/** Body of `POST /api/v1/workflow/start-workflow/`: the specification's fields, and the optional ones that a real ERPNext needs. */
export class StartWorkflow {
  @ApiProperty({ description: 'Number of the instance that buys and delivers' }) @Instance() company_a_instance_id: number;
  @ApiProperty({ description: 'Number of the instance that receives' }) @Instance() company_b_instance_id: number;
  @ApiProperty() @Text() supplier: string;
  @ApiProperty() @Text() company_a_name: string;
  @ApiProperty({ description: 'Customer in A that stands for B' }) @Text() company_b_customer_name: string;
  @ApiProperty({ description: 'Supplier in B that stands for A' }) @Text() company_a_supplier_name: string;
  @ApiProperty() @Text() company_a_warehouse: string;
  @ApiProperty() @Text() company_b_warehouse: string;
  @ApiPropertyOptional({ description: 'The company of warehouse B when left out' }) @IsOptional() @Text() company_b_name?: string;
  @ApiPropertyOptional({ example: '2026-03-02', description: 'Today in the company’s zone when left out' }) @IsOptional() @Day() schedule_date?: string;

  @ApiPropertyOptional({ example: 'CRC' })
  @IsOptional() @Matches(/^[A-Z]{3}$/, says({ es: 'Debe ser una moneda de tres letras, como CRC.', en: 'Must be a currency of three letters, such as CRC.' }))
  currency?: string;

  @ApiProperty({ type: [StartWorkflowItem] })
  @Required() @IsArray(says({ es: 'Debe ser una lista.', en: 'Must be a list.' })) @ArrayNotEmpty(says({ es: 'La lista no puede estar vacía.', en: 'This list may not be empty.' }))
  @ArrayMaxSize(500, says({ es: 'Como máximo 500 líneas.', en: 'At most 500 lines.' }))
  @ValidateNested({ each: true, ...says({ es: 'Cada línea debe ser un objeto.', en: 'Each line must be an object.' }) }) @Type(() => StartWorkflowItem)
  items: StartWorkflowItem[];
}
