export * from './companies.module.js';
export * from './companies.service.js';
export * from './company.entity.js';
export { isIanaZone, IsIanaZone } from './is-iana-zone.js';
