import type { IntegrationWords } from './integrations.js';

/** The page on which outages are rehearsed, and what the simulated providers can do wrong: Spanish, English. */
export const SANDBOX_WORDS: IntegrationWords = {
  resources: {},
  pages: { faults: ['Ensayar una falla', 'Rehearse a failure'] },
  columns: { fault: ['Falla', 'Failure'], provider: ['Proveedor simulado', 'Simulated provider'], times: ['Pedidos que golpea', 'Requests it strikes'] },
  values: {
    fault: {
      '500': ['Responde «error 500» sin guardar nada', 'Answers "error 500" and stores nothing'],
      '500_after_commit': ['Guarda el documento y responde «error 500»', 'Stores the document and answers "error 500"'],
      '503_html': ['Responde una página de mantenimiento (503)', 'Answers a maintenance page (503)'],
      '429': ['Dice que son demasiadas llamadas (429) y pide esperar', 'Says there are too many calls (429) and asks to wait'],
      delay: ['Tarda en atender', 'Takes its time'],
      slow: ['Contesta gota a gota', 'Drips its answer'],
      reset_before: ['Corta la conexión sin atender', 'Cuts the connection and does nothing'],
      commit_then_drop: ['Guarda el documento y corta la conexión sin contestar', 'Stores the document and cuts the connection without an answer'],
      cut_body: ['Guarda y corta la respuesta a la mitad', 'Stores and cuts its answer in half'],
      malformed: ['Contesta algo ilegible', 'Answers something unreadable'],
      empty: ['Contesta sin contenido', 'Answers without content'],
      expired_token: ['Dice que la credencial venció', 'Says that the credential has expired'],
      wrapped_error: ['Rechaza el documento (400)', 'Refuses the document (400)'],
      redirect: ['Manda a otra dirección', 'Sends to another address'],
      huge: ['Contesta sin fin', 'Answers without end'],
      '400_but_created': ['Dice que falló la emisión, pero la factura queda', 'Says that the emission failed, but the invoice stays'],
      deadlock: ['Frappe: dos procesos se estorban', 'Frappe: two processes block each other'],
      maintenance: ['Frappe en mantenimiento', 'Frappe under maintenance'],
      html_200: ['Contesta una página web en vez de datos', 'Answers a web page instead of data'],
      status_0: ['Dice «status 0» dentro de una respuesta buena', 'Says "status 0" inside a good answer'],
      heroku_503: ['El servidor de 4Geeks no responde (503)', 'The server of 4Geeks does not respond (503)'],
      '529': ['Notion está saturado (529)', 'Notion is overloaded (529)'],
    },
    action: { 'sandbox.fault_armed': ['Preparó una falla de ensayo', 'Prepared a failure to rehearse'], 'sandbox.faults_cleared': ['Quitó las fallas de ensayo', 'Took the rehearsed failures back'] },
    subject_type: { sandbox: ['Proveedor simulado', 'Simulated provider'] },
  },
};
