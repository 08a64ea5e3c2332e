import { randomUUID } from 'node:crypto';
import { Refusal, type SandboxAnswer, type SandboxRefusals } from '../sandbox-provider.js';

const says = (status: number, code: string, message: string, additional_data?: object): SandboxAnswer => {
  const request_id = randomUUID();
  return { status, headers: { 'x-notion-request-id': request_id }, body: { object: 'error', status, code, message, request_id, ...(additional_data && { additional_data }) } };
};

export function refuse(status: number, code: string, message: string): never {
  throw new Refusal(says(status, code, message));
}

export const overloaded = (): SandboxAnswer => ({ ...says(529, 'service_overload', 'Notion is overloaded.'), headers: { 'retry-after': '1' } });

export const NOTION_REFUSALS: SandboxRefusals = {
  malformedBody: () => says(400, 'invalid_json', 'Error parsing JSON body.'),
  tooLarge: () => says(413, 'validation_error', 'Request body too large.'),
  notFound: () => says(400, 'invalid_request_url', 'Invalid request URL.'),
  methodNotAllowed: () => says(400, 'invalid_request_url', 'Invalid request URL.'),
  unauthorized: () => says(401, 'unauthorized', 'API token is invalid.'),
  rateLimited: () => ({ ...says(429, 'rate_limited', 'You have been rate limited.', { rate_limit_reason: 'connection' }), headers: { 'retry-after': '1' } }),
  serverError: () => says(500, 'internal_server_error', 'Unexpected error occurred.'),
};

export const missingVersion = (): SandboxAnswer => says(400, 'missing_version', 'Notion-Version header failed validation: Notion-Version header should be defined.');
export const badVersion = (version: string): SandboxAnswer => says(400, 'validation_error', `Notion-Version header failed validation: ${version} is not supported.`);
