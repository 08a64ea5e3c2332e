import type { IntegrationWords } from './integrations.js';

/** Names of the house's own pages in the group Administración: Spanish, English. */
export const ADMINISTRATION_WORDS: IntegrationWords = {
  resources: {},
  pages: { search: ['Buscar', 'Search'], settings: ['Ajustes', 'Settings'], alerts: ['Alertas', 'Alerts'], profile: ['Mi perfil', 'My profile'] },
  columns: {},
  values: {
    alert_state: { pending: ['Por enviar', 'To be sent'], sent: ['Avisado', 'Told'], failed: ['No llegó', 'Did not arrive'] },
    action: {
      'company.settings_updated': ['Cambió ajustes', 'Changed settings'],
      'user.password_changed': ['Cambió su contraseña', 'Changed their password'], 'user.profile_updated': ['Cambió su perfil', 'Changed their profile'], 'user.sessions_ended': ['Cerró sesiones', 'Ended sessions'],
      'alert_rule.created': ['Creó una alerta', 'Created an alert'], 'alert_rule.updated': ['Cambió una alerta', 'Changed an alert'],
      'alert_rule.deleted': ['Borró una alerta', 'Deleted an alert'], 'alert_rule.tested': ['Probó una alerta', 'Tested an alert'],
    },
    subject_type: { alert_rule: ['Alerta', 'Alert'] },
  },
};
