import { startSandboxes, stopSandboxes } from '../../src/sandbox/index.js';
import { answerQuestions } from '../support/child.js';

const running = await startSandboxes({ host: '127.0.0.1' }, { alegra: { ratePerMinute: 'off' } });
const answers = { baseUrl: () => running.alegra.baseUrl, controlUrl: () => running.alegra.url, hacienda: () => running.hacienda, school: () => ({ holded: running.holded, fourgeeks: running.fourgeeks, notion: running.notion }) };
export type SandboxAnswers = typeof answers;

answerQuestions(answers, () => stopSandboxes(running));
