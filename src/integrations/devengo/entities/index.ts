import { AccrualMonth, AccrualNotice } from './accrual-month.entity.js';
import { AccruedPeriod } from './accrued-period.entity.js';
import { ClientExternalId } from './client-external-id.entity.js';
import { ClientSnapshot } from './client-snapshot.entity.js';
import { Client, ClientKey } from './client.entity.js';
import { ContractAccrual } from './contract-accrual.entity.js';
import { InvoiceLine } from './invoice-line.entity.js';
import { Invoice } from './invoice.entity.js';
import { ServiceContract } from './service-contract.entity.js';
import { ServicePeriod } from './service-period.entity.js';
import { Service } from './service.entity.js';

/** The tables of the domain, for the definition. */
export const DEVENGO_ENTITIES = [
  Client, ClientKey, ClientExternalId, ClientSnapshot, Service, ServiceContract, Invoice, InvoiceLine, ServicePeriod, ContractAccrual, AccruedPeriod,
  AccrualMonth, AccrualNotice,
] as const;
