import { answerTasks } from '../../../core/threads/answer-tasks.js';
import { SIGNING_TASKS } from './signing-tasks.js';

answerTasks(SIGNING_TASKS);
