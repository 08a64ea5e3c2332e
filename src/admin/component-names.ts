/** Components of `components/`, by the name under which the bundle registers them. */
export const COMPONENT_NAMES = [
  'StatusCell', 'DateCell', 'ErrorCell', 'WordCell', 'FlagCell', 'ListCell', 'DescriptionCell', 'CodeCell', 'AmountCell', 'ReasonCell',
  'MessagePage', 'ResendPage', 'ResendManyPage', 'CredentialPage', 'CredentialForm', 'RetryPage', 'ErrorPage', 'OperationPage',
  'SchedulePage', 'CompanyPage', 'CompanyForm', 'UserPage', 'UserForm', 'ApiKeyPage', 'ApiKeyForm', 'AuditPage', 'HomePage', 'PanelPage', 'RecordPage', 'RecordForm',
  'OppenPage', 'OppenResendPage',
  'ErpnextExecutionPage', 'ErpnextResumePage', 'ErpnextInstancesPage',
  'AlegraWebhookPage',
  'HaciendaPage', 'HaciendaDocumentPage', 'HaciendaNewPage', 'HaciendaReceivedPage', 'HaciendaUploadPage', 'HaciendaResponsePage',
  'DevengoPage', 'DevengoSyncPage', 'DevengoExecutionPage', 'CountsCell', 'ExecutionCell',
  'SettingsPage', 'AlertsPage', 'ProfilePage',
  'ListFilter', 'BulkPage', 'SearchPage', 'FaultsPage',
] as const;

export type ComponentName = (typeof COMPONENT_NAMES)[number];
