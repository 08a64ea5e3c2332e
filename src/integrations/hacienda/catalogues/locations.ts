import { LOCATIONS } from './locations.data.js';

/** `1`, `01`, `03` → the names, or nothing when there is no such place. */
export function placeName(province: string, canton: string, district: string): { province: string; canton: string; district: string } | undefined {
  const provinces = Object.hasOwn(LOCATIONS, province) ? LOCATIONS[province] : undefined;
  const cantons = provinces?.cantons[canton];
  const name = /^\d\d$/.test(district) ? cantons?.districts.split('|')[Number(district) - 1] : undefined;
  return name ? { province: provinces!.name, canton: cantons!.name, district: name } : undefined;
}
