import { readFileSync } from 'node:fs';

/**
 * npm signals only the shell between it and us: dash then dies alone on SIGTERM, and nobody tells us when npm is killed
 * with -9. Without this the program would stay behind, unseen, on its port.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const between = /^(sh|dash|ash|bash)$/.test(proc(shell, 'comm'));
  const npm = between ? parentOf(shell) : undefined;
  const watch = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

// Empty where there is no /proc; there sh is a bash or zsh, which steps aside for its only command.
function proc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').trim();
  } catch {
    return '';
  }
}

const parentOf = (pid) => proc(pid, 'status').match(/^PPid:\s*(\d+)/m)?.[1];
