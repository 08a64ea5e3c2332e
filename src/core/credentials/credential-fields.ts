import { getMetadataStorage } from 'class-validator';
import type { IntegrationDefinition } from '../integration/index.js';
import { shapeProblems, type FieldProblem } from '../problems/index.js';

export type Fields = Record<string, unknown>;

/** Everything wrong with the content of a credential, by its integration's classes. */
export function contentProblems({ credentials }: IntegrationDefinition, content: { secrets: Fields; metadata: Fields }): FieldProblem[] {
  return [
    ...shapeProblems(credentials.secrets, content.secrets, 'secrets'),
    ...shapeProblems(credentials.metadata, content.metadata, 'metadata'),
  ];
}

/** `changes` laid over `known`, field by field; null takes a field away. */
export function mergeFields(known: Fields, changes: Fields): Fields {
  return Object.fromEntries(Object.entries({ ...known, ...changes }).filter(([, value]) => value !== null && value !== undefined));
}

/** Which fields differ, as `root.name`. Values never leave. */
export function changedFields(root: string, before: Fields, after: Fields): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${root}.${name}`)
    .sort();
}

/** Every secret an integration knows, in the order its class declares them. */
export function secretFieldNames({ credentials }: IntegrationDefinition): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(credentials.secrets, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}
