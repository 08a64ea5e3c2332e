import { IsIn, IsString, MinLength } from 'class-validator';
import type { CredentialField } from '../../core/integration/index.js';

/** How to sign in. Sealed in the database, never shown. */
export class OppenSecrets {
  @IsString() @MinLength(6)
  token: string;
}

/** How documents of one company become documents of its account. */
export class OppenMetadata {
  @IsIn(['draft', 'final'])
  document_status: 'draft' | 'final' = 'final';
}

export const OPPEN_FIELDS: readonly CredentialField[] = [
  {
    name: 'token', kind: 'secret', required: true,
    label: { es: 'Token', en: 'Token' },
    help: { es: 'Dónde se consigue.', en: 'Where to get it.' },
  },
  {
    name: 'document_status', kind: 'enum', required: false, default: 'final', options: ['draft', 'final'],
    label: { es: 'Estado del documento', en: 'Document status' },
    help: { es: 'draft: borrador; final: definitivo.', en: 'draft or final.' },
  },
];
