/** Names the resolution that a signature obeys (XAdES-EPES); without it Hacienda rejects: «La firma del documento no tiene el Policy Id». */
export interface SignaturePolicy {
  identifier: string;
  /** Base64 of the SHA-256 of the resolution's PDF. */
  hash: string;
}

/** The policy in force for v4.4. The PDF is replaced in place, so its hash may change. */
export const POLICY_44: SignaturePolicy = {
  identifier:
    'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/Resoluci%C3%B3n_General_sobre_disposiciones_t%C3%A9cnicas_comprobantes_electr%C3%B3nicos_para_efectos_tributarios.pdf',
  hash: 'DWxin1xWOeI8OuWQXazh4VjLWAaCLAA954em7DMh0h8=',
};
