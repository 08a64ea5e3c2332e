import type { Text } from '../i18n/index.js';
import type { CredentialState } from './credential-state.entity.js';

/** Whether calls may be made with a credential now; if not, why, and until when (null = until a person acts). */
export type Gate = { open: true } | { open: false; reason: Text; until: Date | null };

/** Pure: what the stored state means at `now`. A pause weighs more than a silence, a silence more than the breaker. */
export function readGate(state: CredentialState | null, now: Date): Gate {
  if (!state) return { open: true };
  if (state.paused_at) {
    const why = state.pause_reason ?? '';
    return {
      open: false,
      reason: {
        es: `La credencial está en pausa: ${why} Corríjala o reanúdela y los mensajes seguirán solos.`,
        en: `The credential is paused: ${why} Mend or resume it and the messages go on by themselves.`,
      },
      until: null,
    };
  }
  if (state.throttled_until && state.throttled_until > now) {
    return {
      open: false,
      reason: { es: 'El proveedor pidió esperar antes de la próxima llamada.', en: 'The provider asked to wait before the next call.' },
      until: state.throttled_until,
    };
  }
  if (state.breaker === 'open' && state.breaker_until && state.breaker_until > now) {
    return {
      open: false,
      reason: {
        es: 'El proveedor falla una y otra vez: se dejó de llamarlo por un momento.',
        en: 'The provider fails again and again: calls to it rest for a moment.',
      },
      until: state.breaker_until,
    };
  }
  return { open: true };
}
