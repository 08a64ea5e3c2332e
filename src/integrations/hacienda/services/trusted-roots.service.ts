import type { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../core/config/index.js';
import { readRoots } from '../signing/index.js';

/** The certificates in HACIENDA_TRUSTED_ROOTS, read once. Without the folder every signer is unknown, which is a warning only. */
@Injectable()
export class TrustedRoots {
  private roots?: Promise<X509Certificate[]>;

  constructor(private readonly env: Env) {}

  all(): Promise<X509Certificate[]> {
    return (this.roots ??= readRoots(this.env.HACIENDA_TRUSTED_ROOTS));
  }
}
