import type { Warning } from '../../core/errors/index.js';
import type { CredentialFacts } from '../../core/integration/index.js';
import { environmentOf } from './client/hacienda.environments.js';

type Environment = CredentialFacts['environment'];
const CLIENTS: Readonly<Record<string, Environment>> = { 'api-stag': 'sandbox', 'api-prod': 'production' };
const NAMES = { sandbox: 'pruebas', production: 'producción' };

/** What fits together by its form and yet cannot work: addresses and names of one environment in a credential of the other. */
export function adviseHacienda({ environment, base_url, metadata }: CredentialFacts): readonly Warning[] {
  const chosen = metadata.environment as Environment | undefined;
  const wanted = chosen ?? environment;
  const found: [name: string, environment: Environment | undefined, wanted: Environment][] = [
    ['metadata.environment', chosen, environment],
    ['base_url', environmentOf(`${base_url}/`), wanted],
    ['token_url', environmentOf(String(metadata.token_url ?? '')), wanted],
    ['client_id', CLIENTS[String(metadata.client_id)], wanted],
  ];
  const warnings: Warning[] = found
    .filter(([, own, right]) => own !== undefined && own !== right)
    .map(([name, own, right]) => ({
      code: 'hacienda.environment_mismatch',
      message: `La credencial es de ${NAMES[right]} y su ${name} es de ${NAMES[own!]}: Hacienda rechazará el usuario y la llave. Corrija uno de los dos`,
    }));
  if (environmentOf(`${base_url}/`) && !/\/v1\/*$/.test(base_url)) warnings.push({ code: 'hacienda.base_url', message: 'La dirección de Hacienda termina en /recepcion/v1: revise base_url' });
  return warnings;
}
