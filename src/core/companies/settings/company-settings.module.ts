import { Module } from '@nestjs/common';
import { CompanySettingsController } from './company-settings.controller.js';
import { CompanySettingsService } from './company-settings.service.js';

/** Apart from CompaniesModule, which must not know that there are integrations. */
@Module({ controllers: [CompanySettingsController], providers: [CompanySettingsService], exports: [CompanySettingsService] })
export class CompanySettingsModule {}
