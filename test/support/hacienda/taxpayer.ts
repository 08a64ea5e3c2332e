import { Owner } from './owner.js';

export interface Taxpayer {
  owner: Owner;
  secrets: { username: string; password: string; p12_base64: string; p12_pin: string };
  metadata: Record<string, unknown>;
}

let made = 0;

/** A company of its own, as a credential for the sandbox Hacienda: tests that share one sandbox do not share numbers. */
export function taxpayer(sandboxUrl: string, identification = `3101${String(500_000 + (process.pid % 400) * 1_000 + ++made)}`, sharing?: Owner): Taxpayer {
  const dashed = `${identification[0]}-${identification.slice(1, 4)}-${identification.slice(4)}`;
  const owner = Owner.make({ serialNumber: `CPJ-${dashed}`, sharing });
  return {
    owner,
    secrets: { username: `cpj-${dashed}@stag.comprobanteselectronicos.go.cr`, password: 'sandbox-clave-hacienda', p12_base64: owner.p12('1234').toString('base64'), p12_pin: '1234' },
    metadata: {
      token_url: `${sandboxUrl}/auth/realms/rut-stag/protocol/openid-connect/token`, identification_type: '02', identification, name: 'Empresa de Prueba S.A.', activity_code: '4719.9',
      email: 'facturas@empresa.example', phone: '2222-3333', location: { province: '1', canton: '01', district: '01', other: '100 m norte del parque' },
    },
  };
}
