/** What people read for each type of notice. */
export const NOTICE_WORDS: Readonly<Record<string, string>> = {
  not_congruent_status: 'contrato terminado con un curso que dice otra cosa',
  overlapping_periods: 'cursos que se solapan',
  negative_days: 'curso que termina antes de empezar',
  currency_mix: 'documentos en otra moneda',
  missing_change_date: 'cambio de estado sin fecha',
  postponed_expired: 'pausa que superó el máximo',
  resigned_candidate: 'posible renuncia',
  held_back: 'baja con importe retenido',
  period_without_contract: 'curso sin contrato',
};
