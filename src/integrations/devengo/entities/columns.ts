import { Column } from 'typeorm';

/** An amount of money, two decimals, as text: it never becomes a float. */
export const Amount = (): PropertyDecorator => Column('numeric', { precision: 14, scale: 2 });
export const OptionalText = (): PropertyDecorator => Column('text', { nullable: true });
export const OptionalDate = (): PropertyDecorator => Column('date', { nullable: true });
export const OptionalId = (): PropertyDecorator => Column('integer', { nullable: true });
export const OptionalMoment = (): PropertyDecorator => Column('timestamptz', { nullable: true });
