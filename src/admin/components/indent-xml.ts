/** For the eye only: the exact bytes are behind the download. */
export function indentXml(xml: string): string {
  let depth = 0;
  return xml.replace(/>\s*</g, '>\n<').split('\n').map((line) => {
    if (line.startsWith('</')) depth = Math.max(0, depth - 1);
    const indented = '  '.repeat(depth) + line;
    if (/^<[^!?/][^>]*>$/.test(line) && !line.endsWith('/>')) depth += 1;
    return indented;
  }).join('\n');
}
