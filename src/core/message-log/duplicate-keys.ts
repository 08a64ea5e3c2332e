/** The keys that some object of this JSON text repeats, each once. Expects valid JSON. No parser we know reports equal repeats. */
export function duplicateKeys(text: string): string[] {
  const found = new Set<string>();
  const open: (Set<string> | null)[] = []; // one entry per open bracket: the keys of an object, null for an array
  let expectsKey = false;
  for (const [token] of text.matchAll(TOKENS)) {
    const keys = open.at(-1);
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"') && expectsKey && keys) {
      const key = JSON.parse(token) as string;
      if (keys.has(key)) found.add(key);
      keys.add(key);
    }
    expectsKey = token === '{' || token === ',';
  }
  return [...found];
}

// The string is unrolled: one alternative per character would overflow the stack on a string of megabytes.
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;
