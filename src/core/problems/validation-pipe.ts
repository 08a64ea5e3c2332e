import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { invalidFields, type FieldProblem } from './problem.js';
import { constraintText } from './validation-text.js';

/** A document may break thousands of rules; a reader mends the first hundred. */
const MOST_ERRORS = 100;

/** Every DTO of the house: unknown fields refused, plain values turned into the declared types, all errors at once. */
export function makeValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => invalidFields(...fieldProblems(errors).slice(0, MOST_ERRORS)),
  });
}

/** class-validator's tree as a flat list, with paths as a reader writes them: `items[0].name`. */
export function fieldProblems(errors: ValidationError[], above = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = join(above, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([name, message]) => ({
      path,
      ...constraintText(name, message, error.contexts?.[name]),
    }));
    return [...own, ...fieldProblems(error.children ?? [], path)];
  });
}

function join(above: string, property: string): string {
  if (/^\d+$/.test(property)) return `${above}[${property}]`;
  return above ? `${above}.${property}` : property;
}
