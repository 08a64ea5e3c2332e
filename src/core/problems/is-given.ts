import { ValidateIf } from 'class-validator';

/** For the fields of a PATCH: one that is absent is left as it is; unlike with `@IsOptional()`, a null is no value. */
export const IsGiven = (): PropertyDecorator => ValidateIf((_: object, value: unknown) => value !== undefined);
