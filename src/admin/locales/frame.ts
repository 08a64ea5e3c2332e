/** What AdminJS itself says around our pages, and the names of our resources and actions. */
export const FRAME = {
  es: {
    labels: {
      navigation: 'Navegación', pages: 'Páginas', dashboard: 'Inicio', filters: 'Filtros', selectedRecords: 'Seleccionados: {{selected}}', appVersion: 'Versión {{version}}', adminVersion: '',
      integrations: 'Integraciones', administration: 'Administración',
      messages: 'Mensajes de integración', credentials: 'Credenciales', 'retry-queue': 'Cola de reintentos', errors: 'Errores de integración', operations: 'Operaciones',
      schedules: 'Programación', panel: 'Resumen', companies: 'Empresas', users: 'Usuarios', 'api-keys': 'Claves API', audit: 'Auditoría',
    },
    one: {
      messages: 'Mensaje', credentials: 'Credencial', 'retry-queue': 'Reintento', errors: 'Error de integración', operations: 'Operación', schedules: 'Programación',
      companies: 'Empresa', users: 'Usuario', 'api-keys': 'Clave API', audit: 'Cambio',
    },
    actions: {
      new: 'Crear', edit: 'Editar', show: 'Ver', list: 'Lista', delete: 'Borrar', bulkDelete: 'Borrar',
      resend: 'Reenviar', editAndResend: 'Editar y reenviar', resendSelected: 'Reenviar mensajes seleccionados', resolveSelected: 'Marcar como resueltos', ignoreSelected: 'Ignorar', retrySelected: 'Reintentar', cancelSelected: 'Cancelar',
    },
    buttons: {
      save: 'Guardar', filter: 'Filtrar', filterActive: 'Filtros ({{count}})', applyChanges: 'Aplicar', resetFilter: 'Limpiar', cancel: 'Cancelar', confirm: 'Confirmar',
      logout: 'Salir', login: 'Entrar', createFirstRecord: 'Crear el primero', addNewItem: 'Agregar', seeTheDocumentation: 'Vea <1>la documentación</1>', contactUs: 'Contacto',
    },
    messages: {
      forbiddenError: 'Su rol no permite esta acción.', anyForbiddenError: 'Su rol no permite esta acción.',
      errorFetchingRecords: 'No se pudo leer la lista. Vuelva a intentar; si sigue, avise a quien administra Puente.',
      errorFetchingRecord: 'No se pudo leer. Vuelva a intentar; si sigue, avise a quien administra Puente.',
      noRecords: 'No hay nada que mostrar', noRecordsInResource: 'Si hay filtros puestos, pruebe a limpiarlos.', noRecordsSelected: 'No ha seleccionado nada.',
      error404Resource: 'Esta página no existe.', error404Action: 'Esta página no existe, o su rol no permite verla.', error404Record: 'No existe, o no está a su alcance.',
      'You have to pass a valid recordId to the recordAction': 'No existe, o no está a su alcance.',
      seeConsoleForMore: '', noActionComponent: 'Esta página no existe.', pageNotFound_title: 'Página no encontrada', pageNotFound_subtitle: 'La página «{{pageName}}» no existe. Elija otra en el menú.',
      componentNotFound_title: 'Falta una parte de la página', componentNotFound_subtitle: 'Vuelva a cargar; si sigue, avise a quien administra Puente.',
    },
  },
  en: {
    labels: {
      navigation: 'Navigation', pages: 'Pages', dashboard: 'Home', filters: 'Filters', selectedRecords: 'Selected: {{selected}}', appVersion: 'Version {{version}}', adminVersion: '',
      integrations: 'Integrations', administration: 'Administration',
      messages: 'Integration messages', credentials: 'Credentials', 'retry-queue': 'Retry queue', errors: 'Integration errors', operations: 'Operations',
      schedules: 'Schedules', panel: 'Summary', companies: 'Companies', users: 'Users', 'api-keys': 'API keys', audit: 'Audit trail',
    },
    one: {
      messages: 'Message', credentials: 'Credential', 'retry-queue': 'Retry', errors: 'Integration error', operations: 'Operation', schedules: 'Schedule',
      companies: 'Company', users: 'User', 'api-keys': 'API key', audit: 'Change',
    },
    actions: {
      new: 'Create', edit: 'Edit', show: 'Show', list: 'List', delete: 'Delete', bulkDelete: 'Delete',
      resend: 'Resend', editAndResend: 'Edit and resend', resendSelected: 'Resend selected messages', resolveSelected: 'Mark as resolved', ignoreSelected: 'Ignore', retrySelected: 'Retry', cancelSelected: 'Cancel',
    },
    buttons: {
      save: 'Save', filter: 'Filter', filterActive: 'Filters ({{count}})', applyChanges: 'Apply', resetFilter: 'Clear', cancel: 'Cancel', confirm: 'Confirm',
      logout: 'Sign out', login: 'Sign in', createFirstRecord: 'Create the first one', addNewItem: 'Add', seeTheDocumentation: 'See <1>the documentation</1>', contactUs: 'Contact',
    },
    messages: {
      forbiddenError: 'Your role does not allow this.', anyForbiddenError: 'Your role does not allow this.',
      errorFetchingRecords: 'The list could not be read. Try again; if it goes on, tell whoever runs Puente.',
      errorFetchingRecord: 'It could not be read. Try again; if it goes on, tell whoever runs Puente.',
      noRecords: 'Nothing to show', noRecordsInResource: 'If filters are set, try clearing them.', noRecordsSelected: 'You have selected nothing.',
      error404Resource: 'This page does not exist.', error404Action: 'This page does not exist, or your role may not see it.', error404Record: 'It does not exist, or is not within your reach.',
      'You have to pass a valid recordId to the recordAction': 'It does not exist, or is not within your reach.',
      seeConsoleForMore: '', noActionComponent: 'This page does not exist.', pageNotFound_title: 'Page not found', pageNotFound_subtitle: 'The page "{{pageName}}" does not exist. Choose another in the menu.',
      componentNotFound_title: 'A part of the page is missing', componentNotFound_subtitle: 'Load it again; if it goes on, tell whoever runs Puente.',
    },
  },
};
