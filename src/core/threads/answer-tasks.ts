import { parentPort } from 'node:worker_threads';
import { thrownHere, type Reply, type Tasks } from './protocol.js';

/** The thread's side of a `ThreadPool`: does what it is asked, one thing at a time. */
export function answerTasks(tasks: Tasks): void {
  const say = (reply: Reply): void => parentPort!.postMessage(reply);
  parentPort!.on('message', async ({ task, input }: { task: string; input: never }) => {
    try {
      say({ value: await tasks[task]!(input) });
    } catch (error) {
      say({ thrown: thrownHere(error) });
    }
  });
}
