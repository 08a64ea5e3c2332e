import { nameTheNameless } from './accessible-names.js';
import { AuditPage, CompanyForm, CompanyPage } from './administration.js';
import { AlegraWebhookPage } from './alegra-webhook-page.js';
import { AlertsPage } from './alerts-page.js';
import { ApiKeyForm, ApiKeyPage } from './api-keys.js';
import { noteTyping, sessionOver } from './api.js';
import { BulkPage } from './bulk-form.js';
import { AmountCell, CodeCell, DateCell, DescriptionCell, ErrorCell, FlagCell, ListCell, ReasonCell, StatusCell, WordCell } from './cells.js';
import { CredentialForm } from './credential-form.js';
import { CredentialPage } from './credential-page.js';
import { CountsCell, ExecutionCell } from './devengo-cells.js';
import { DevengoExecutionPage } from './devengo-execution.js';
import { DevengoPage } from './devengo-page.js';
import { DevengoSyncPage } from './devengo-sync-page.js';
import { ErpnextExecutionPage } from './erpnext-execution-page.js';
import { ErpnextInstancesPage } from './erpnext-instances-page.js';
import { ErpnextResumePage } from './erpnext-resume-page.js';
import { ErrorPage } from './error-page.js';
import { ListFilter } from './filters.js';
import { SidebarPages, SidebarResourceSection, TopBar } from './frame.js';
import { FaultsPage } from './faults-page.js';
import { HaciendaDocumentPage } from './hacienda-document-page.js';
import { HaciendaNewPage } from './hacienda-editor.js';
import { HaciendaPage } from './hacienda-page.js';
import { HaciendaReceivedPage } from './hacienda-received-page.js';
import { HaciendaResponsePage } from './hacienda-response-page.js';
import { HaciendaUploadPage } from './hacienda-upload-page.js';
import { HomePage } from './home-page.js';
import { ListPage } from './list-page.js';
import { EmptyList, FilterDrawer, ListHeader } from './list-parts.js';
import { MessagePage } from './message-page.js';
import { OperationPage } from './operation-page.js';
import { OppenPage } from './oppen-page.js';
import { OppenResendPage } from './oppen-resend-page.js';
import { PanelPage } from './panel-page.js';
import { ProfilePage } from './profile-page.js';
import { RecordForm, RecordPage } from './record-page.js';
import { ResendManyPage } from './resend-many-page.js';
import { ResendPage } from './resend-page.js';
import { RetryPage } from './retry-page.js';
import { SchedulePage } from './schedule-page.js';
import { SearchPage } from './search-page.js';
import { SettingsPage } from './settings-page.js';
import { UserForm, UserPage } from './users.js';
import type { ComponentName } from '../component-names.js';

/** The entry of the bundle: what the server names in `component-names.ts`, and the parts of AdminJS's frame we replace. */
const OURS: Record<ComponentName, unknown> = {
  StatusCell, DateCell, ErrorCell, WordCell, FlagCell, ListCell, DescriptionCell, CodeCell, AmountCell, ReasonCell,
  MessagePage, ResendPage, ResendManyPage, CredentialPage, CredentialForm, RetryPage, ErrorPage, OperationPage,
  SchedulePage, CompanyPage, CompanyForm, UserPage, UserForm, ApiKeyPage, ApiKeyForm, AuditPage, HomePage, PanelPage, RecordPage, RecordForm,
  OppenPage, OppenResendPage,
  ErpnextExecutionPage, ErpnextResumePage, ErpnextInstancesPage,
  AlegraWebhookPage,
  HaciendaPage, HaciendaDocumentPage, HaciendaNewPage, HaciendaReceivedPage, HaciendaUploadPage, HaciendaResponsePage,
  DevengoPage, DevengoSyncPage, DevengoExecutionPage, CountsCell, ExecutionCell,
  SettingsPage, AlertsPage, ProfilePage,
  ListFilter, BulkPage, SearchPage, FaultsPage,
};

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, unknown> };
  }
}

// The keys are the names under which AdminJS lets its own parts be replaced.
window.AdminJS.UserComponents = {
  ...OURS, TopBar, SidebarPages, SidebarResourceSection,
  DefaultListAction: ListPage, PropertyHeader: ListHeader, NoRecords: EmptyList, FilterDrawer,
};

// AdminJS would answer a lost session with an error; the way on is the login.
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
  this.addEventListener('load', () => { if (this.status === 401) sessionOver(); });
  return (open as (...given: unknown[]) => void).apply(this, args);
} as typeof open;

// What somebody is typing must not be lost to a session that ended meanwhile (api.ts).
document.addEventListener('input', noteTyping);
nameTheNameless();
