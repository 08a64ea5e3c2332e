import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import type { Conforming } from './contract.js';

const told = { es: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) };

/** The definition is data that people and programs can rely on. */
export function definitionCases({ definition, secrets, metadata }: Pick<Conforming, 'definition' | 'secrets' | 'metadata'>): void {
  const { credentials, settings, policy, limits } = definition;
  const ofKind = (secret: boolean) => credentials.fields.filter(({ kind }) => (kind === 'secret') === secret).map(({ name }) => name).sort();
  const wrong = (type: new () => object, value: object) => validateSync(plainToInstance(type, value)).map(({ property }) => property).sort();

  it('has a stable id, a label and secure addresses', () => {
    expect(definition.id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(definition.label).toMatch(/\S/);
    for (const url of Object.values(definition.baseUrls)) expect(url).toMatch(/^https:\/\//);
    expect(Math.min(policy.maxAttempts, policy.delaysSeconds.length, limits.perMinute, limits.concurrency)).toBeGreaterThanOrEqual(1);
    for (const { name } of definition.schedules) expect(name.startsWith(`${definition.id}.`)).toBe(true);
  });

  it('explains every secret, datum and setting in Spanish and English', () => {
    for (const field of [...credentials.fields, ...(settings?.fields ?? [])]) expect(field).toMatchObject({ label: told, help: told });
    expect(ofKind(true)).toEqual(propertiesOf(credentials.secrets));
    expect(ofKind(false)).toEqual(propertiesOf(credentials.metadata));
  });

  it('accepts its own defaults and names what is missing', () => {
    const required = (secret: boolean) => credentials.fields.filter(({ kind, required }) => required && (kind === 'secret') === secret).map(({ name }) => name).sort();
    expect(wrong(credentials.metadata, {})).toEqual(required(false));
    expect(wrong(credentials.secrets, {})).toEqual(required(true));
    expect([...wrong(credentials.secrets, secrets), ...wrong(credentials.metadata, metadata)]).toEqual([]);
  });
}

const propertiesOf = (type: new () => object): string[] =>
  [...new Set(getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).map(({ propertyName }) => propertyName))].sort();
