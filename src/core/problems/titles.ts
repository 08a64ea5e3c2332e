import type { Text } from '../i18n/index.js';

const TITLES: Record<number, Text> = {
  400: { es: 'Solicitud no válida', en: 'Bad request' },
  401: { es: 'Hay que identificarse', en: 'Authentication required' },
  403: { es: 'Sin permiso', en: 'Not allowed' },
  404: { es: 'No encontrado', en: 'Not found' },
  405: { es: 'Método no permitido', en: 'Method not allowed' },
  406: { es: 'Formato no disponible', en: 'Not acceptable' },
  408: { es: 'Se acabó el tiempo', en: 'Request timeout' },
  409: { es: 'Conflicto', en: 'Conflict' },
  410: { es: 'Ya no existe', en: 'Gone' },
  413: { es: 'Contenido demasiado grande', en: 'Content too large' },
  415: { es: 'Tipo de contenido no admitido', en: 'Unsupported media type' },
  422: { es: 'No se puede procesar', en: 'Unprocessable content' },
  429: { es: 'Demasiadas solicitudes', en: 'Too many requests' },
  500: { es: 'Error interno', en: 'Internal error' },
  502: { es: 'El proveedor falló', en: 'The provider failed' },
  503: { es: 'No disponible por ahora', en: 'Unavailable for now' },
  504: { es: 'El proveedor no respondió a tiempo', en: 'The provider did not answer in time' },
};

export const titleOf = (status: number): Text => TITLES[status] ?? (status < 500 ? TITLES[400]! : TITLES[500]!);
