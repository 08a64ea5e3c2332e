import { AuditLog } from '../../core/audit/audit-log.entity.js';
import { ApiKey } from '../../core/auth/api-key.entity.js';
import { AppUser } from '../../core/auth/app-user.entity.js';
import { ROLE_NAMES } from '../../core/auth/roles.js';
import { Company } from '../../core/companies/company.entity.js';
import { describe, recordPage, resourcePage, type Ground } from './resource.js';

export const companies = (ground: Ground) =>
  describe(ground, {
    group: 'administration',
    icon: 'Home',
    page: 'CompanyPage',
    title: 'name',
    list: ['code', 'name', 'country', 'timezone', 'currency'],
    filters: ['code', 'name', 'country', 'settings'],
    sort: { sortBy: 'code', direction: 'asc' },
    shape: {
      id: 'companies', entity: Company, scope: 'company', companyColumn: 'code',
      columns: ['code', 'name', 'country', 'timezone', 'currency', 'settings', 'created_at', 'updated_at'],
    },
    actions: { new: resourcePage('CompanyForm', 'admin', 'Plus'), edit: recordPage('CompanyForm', 'admin', 'Edit') },
  });

export const users = (ground: Ground) =>
  describe(ground, {
    group: 'administration',
    icon: 'Users',
    role: 'admin',
    page: 'UserPage',
    title: 'name',
    list: ['name', 'email', 'role', 'companies', 'active', 'last_login_at'],
    filters: ['name', 'email', 'role', 'companies', 'active'],
    cells: { role: 'WordCell', active: 'FlagCell', companies: 'ListCell', last_login_at: 'DateCell' },
    shape: {
      id: 'users', entity: AppUser, scope: 'companies',
      columns: ['id', 'name', 'email', 'role', 'companies', 'locale', 'active', 'last_login_at', 'created_at'],
      choices: { role: ROLE_NAMES },
    },
    actions: { new: resourcePage('UserForm', 'admin', 'Plus'), edit: recordPage('UserForm', 'admin', 'Edit') },
  });

export const apiKeys = (ground: Ground) =>
  describe(ground, {
    group: 'administration',
    icon: 'Lock',
    role: 'admin',
    page: 'ApiKeyPage',
    title: 'name',
    list: ['name', 'prefix', 'role', 'companies', 'expires_at', 'revoked_at', 'last_used_at'],
    filters: ['name', 'prefix', 'role', 'companies', 'expires_at'],
    cells: { role: 'WordCell', companies: 'ListCell', expires_at: 'DateCell', revoked_at: 'DateCell', last_used_at: 'DateCell' },
    shape: {
      id: 'api-keys', entity: ApiKey, scope: 'companies',
      columns: ['id', 'name', 'prefix', 'role', 'companies', 'expires_at', 'revoked_at', 'last_used_at', 'created_by', 'created_at'],
      choices: { role: ROLE_NAMES },
    },
    actions: { new: resourcePage('ApiKeyForm', 'admin', 'Plus') },
  });

export const audit = (ground: Ground) =>
  describe(ground, {
    group: 'administration',
    icon: 'FileText',
    role: 'manager',
    page: 'AuditPage',
    title: 'action',
    list: ['at', 'actor_name', 'action', 'subject_type', 'company', 'reason', 'subject_id'],
    filters: ['at', 'actor_name', 'actor_type', 'action', 'subject_type', 'subject_id', 'company', 'after'],
    cells: { at: 'DateCell', action: 'WordCell', subject_type: 'WordCell' },
    shape: {
      id: 'audit', entity: AuditLog, scope: 'company',
      columns: ['id', 'at', 'company', 'actor_type', 'actor_name', 'action', 'subject_type', 'subject_id', 'reason', 'before', 'after', 'ip'],
      choices: { actor_type: ['user', 'api_key', 'cli', 'system'] },
      match: { company: 'exact', action: 'prefix', subject_id: 'prefix' },
      timeColumn: 'at',
    },
  });
