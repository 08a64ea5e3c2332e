export interface HaciendaEnvironment {
  /** Base of `/recepcion` and `/comprobantes`. */
  base_url: string;
  token_url: string;
  client_id: string;
}

const IDP = 'https://idp.comprobanteselectronicos.go.cr/auth/realms';

/** Hacienda's two environments (contract §7). Keys, users and PINs of one do not work in the other. */
export const ENVIRONMENTS: Readonly<Record<'sandbox' | 'production', HaciendaEnvironment>> = {
  sandbox: {
    base_url: 'https://api-sandbox.comprobanteselectronicos.go.cr/recepcion/v1',
    token_url: `${IDP}/rut-stag/protocol/openid-connect/token`,
    client_id: 'api-stag',
  },
  production: {
    base_url: 'https://api.comprobanteselectronicos.go.cr/recepcion/v1',
    token_url: `${IDP}/rut/protocol/openid-connect/token`,
    client_id: 'api-prod',
  },
};

/** Which environment an address belongs to; undefined for one that is neither of Hacienda's. */
export function environmentOf(address: string): 'sandbox' | 'production' | undefined {
  if (!/^https:\/\/[\w-]+\.comprobanteselectronicos\.go\.cr\//.test(address)) return undefined;
  return /sandbox|rut-stag/.test(address) ? 'sandbox' : 'production';
}
