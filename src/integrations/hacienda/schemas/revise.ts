/** Values that Hacienda added on 22 April 2026 (mandatory since 1 November 2026), by the type that lists them. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  CodigoReferenciaType: ['13', '14', '15', '16', '17'],
  TipoDocReferenciaType: ['19', '20'],
};

/**
 * A schema of an earlier revision of 4.4 with what is allowed by now: a file that nobody replaced must not refuse documents that
 * Hacienda takes. A newer file already has it all and stays as it is.
 */
export function revise(xsd: string): string {
  const widened = Object.entries(ADDED).reduce((text, [type, values]) => widen(text, type, values), xsd);
  // Companies' numbers may have letters since 2026, and so has the clave.
  return widened.replace(/<xs:pattern value="\\d\{50,50\}"\/>/g, '<xs:pattern value="[a-zA-Z0-9]{50}"/>');
}

function widen(xsd: string, type: string, values: readonly string[]): string {
  return xsd.replace(new RegExp(`<xs:simpleType name="${type}">.*?</xs:simpleType>`, 's'), (definition) => {
    const missing = values.filter((value) => !definition.includes(`value="${value}"`));
    return definition.replace('</xs:restriction>', `${missing.map((value) => `<xs:enumeration value="${value}"/>`).join('')}</xs:restriction>`);
  });
}
