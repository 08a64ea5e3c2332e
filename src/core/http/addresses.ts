import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Thrown at connect time when a provider's name resolves to an address we must not call (SSRF, reliability H10). */
export class BlockedAddress extends Error {
  readonly code = 'PUENTE_BLOCKED_ADDRESS';
  constructor(host: string) {
    super(`${host} is a private or reserved address; set ALLOW_PRIVATE_HOSTS=on to allow it`);
  }
}

/** True for addresses on the public internet; IPv4 inside IPv6 is unwrapped first. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** A DNS look-up that answers only with public addresses, so what was checked is what is connected to. */
export const publicOnlyLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const allowed = found.filter(({ address }) => isPublicAddress(address));
    if (allowed.length === 0) return callback(new BlockedAddress(hostname), '', 0);
    if (options.all) return callback(null, allowed);
    return callback(null, allowed[0]!.address, allowed[0]!.family);
  });
};
