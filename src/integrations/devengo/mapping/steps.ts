/** The steps in the order in which they build on one another. `accruals` reads only what the others brought. */
export const STEPS = [
  { step: 'services', integration: 'holded', dated: false, label: 'Servicios (Holded)' },
  { step: 'invoices', integration: 'holded', dated: true, label: 'Facturas y clientes (Holded)' },
  { step: 'crm-clients', integration: 'fourgeeks', dated: true, label: 'Alumnos (4Geeks)' },
  { step: 'service-periods', integration: 'fourgeeks', dated: true, label: 'Inscripciones (4Geeks)' },
  { step: 'notion-external-id', integration: 'notion', dated: false, label: 'Páginas (Notion)' },
  { step: 'accruals', integration: null, dated: true, label: 'Devengo' },
] as const;

export type StepName = (typeof STEPS)[number]['step'];
export const STEP_NAMES = STEPS.map(({ step }) => step);
export type ImportStep = Exclude<StepName, 'accruals'>;

export const stepOf = (name: StepName) => STEPS.find(({ step }) => step === name)!;
/** What a process runs: from a step to the last import. Accruals are a process of their own. */
export const stepsFrom = (name: StepName): StepName[] => (name === 'accruals' ? ['accruals'] : STEP_NAMES.slice(STEP_NAMES.indexOf(name)).filter((step) => step !== 'accruals'));
