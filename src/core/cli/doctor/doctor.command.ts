import { Command } from 'nest-commander';
import { ReadCommand } from '../read-command.js';
import { GatherFacts } from './gather.service.js';
import { judge, type Finding } from './judge.js';

const LEVEL = { ok: 'bien ', warning: 'aviso', wrong: 'MAL  ' } as const;

@Command({ name: 'doctor', description: 'Revisa la instalación y dice qué hacer; sale con 1 si algo está mal' })
export class DoctorCommand extends ReadCommand {
  constructor(private readonly facts: GatherFacts) {
    super();
  }

  async run(_: string[], { json }: { json?: boolean }): Promise<void> {
    const findings = judge(await this.facts.gather());
    if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1;
    console.log(json ? JSON.stringify({ findings }) : report(findings));
  }
}

function report(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ area }) => area.length));
  const lines = findings.map(({ level, area, text }) => `${LEVEL[level]}  ${area.padEnd(width)}  ${text}`);
  const remedies = [...new Set(findings.flatMap(({ remedy }) => remedy ?? []))];
  const todo = remedies.length > 0 ? ['', 'Qué hacer', ...remedies.map((remedy, at) => `  ${at + 1}. ${remedy}`)] : ['', 'Todo está bien: no hay nada que hacer.'];
  return [...lines, ...todo].join('\n');
}
