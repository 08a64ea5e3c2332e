export * from './companies.module.js';
export * from './companies.service.js';
export * from './company.entity.js';
export { companyOf } from './company-of.js';
export { CompanySettingsModule } from './settings/company-settings.module.js';
export { CompanySettingsService, type CompanySettingsView } from './settings/company-settings.service.js';
export { isIanaZone, IsIanaZone } from './is-iana-zone.js';
