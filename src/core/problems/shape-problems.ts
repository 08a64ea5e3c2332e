import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldProblem } from './problem.js';
import { fieldProblems } from './validation-pipe.js';

/** Everything wrong with `value` as a `type`, unknown fields included, with paths under `path`. */
export function shapeProblems(type: Type<object>, value: unknown, path = ''): FieldProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, es: 'debe ser un objeto', en: 'must be an object' }];
  }
  // An own `__proto__`, as JSON.parse makes it, would become the instance's prototype and escape the check for unknown fields.
  if (Object.hasOwn(value, '__proto__')) return [{ path: path ? `${path}.__proto__` : '__proto__', es: 'no es un campo conocido', en: 'is not a known field' }];
  const instance = plainToInstance(type, value, { exposeDefaultValues: true });
  return fieldProblems(validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }), path);
}
