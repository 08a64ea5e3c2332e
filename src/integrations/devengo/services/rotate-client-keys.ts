import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeyRotationService } from '../../../core/credentials/index.js';
import { ClientVault } from './client-vault.service.js';

/** `keys rotate` seals the companies' keys too: afterwards the old key may go. */
@Injectable()
export class RotateClientKeys implements OnModuleInit {
  constructor(
    private readonly rotation: KeyRotationService,
    private readonly vault: ClientVault,
  ) {}

  onModuleInit(): void {
    this.rotation.also(() => this.vault.reseal());
  }
}
