export { addKeyToFile } from './key-file.js';
export * from './key-ring.js';
export * from './load-keys.js';
export { UnreadableSecret, type EncryptionKey } from './secret-box.js';
