import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** `<DATA_DIR>/keys.json`: what an installation without a configuration needs to keep secret. */
export interface KeyFile {
  /** As in `ENCRYPTION_KEYS`. */
  encryption_keys: string;
  session_secret: string;
}

export const keyFilePath = (dataDir: string): string => join(dataDir, 'keys.json');

/** Reads the file, made first when there is none. Two processes that start at once end with the same keys. */
export async function readOrMakeKeyFile(dataDir: string): Promise<KeyFile> {
  const path = keyFilePath(dataDir);
  const known = readKeyFile(path);
  if (known) return known;
  await mkdir(dataDir, { recursive: true });
  const draft = await writeDraft(path, { encryption_keys: newKey(), session_secret: randomBytes(32).toString('base64url') });
  try {
    // A hard link appears complete or not at all, and fails when the name is taken: the other process was first.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readKeyFile(path)!;
}

/** Puts a new key first; the old ones stay, they still decrypt. Answers the new key's id. */
export async function addKeyToFile(dataDir: string): Promise<string> {
  const path = keyFilePath(dataDir);
  const known = await readOrMakeKeyFile(dataDir);
  const key = newKey();
  await rename(await writeDraft(path, { ...known, encryption_keys: `${key},${known.encryption_keys}` }), path);
  return key.split(':')[0]!;
}

/** Undefined when there is no such file. Throws with the path when it cannot be read. */
export function readKeyFile(path: string): KeyFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}. It holds the keys of the stored credentials.`);
  }
  try {
    const { encryption_keys, session_secret } = JSON.parse(text) as Record<string, unknown>;
    if (typeof encryption_keys === 'string' && typeof session_secret === 'string') return { encryption_keys, session_secret };
  } catch {
    // Said below: a parser's message could quote the keys.
  }
  throw new Error(`${path} is damaged: restore it from a backup. Without it the stored credentials cannot be read.`);
}

async function writeDraft(path: string, content: KeyFile): Promise<string> {
  const draft = join(dirname(path), `.keys-${process.pid}-${randomBytes(6).toString('hex')}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

const newKey = (): string => `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
