import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import type { Locale } from '../../../core/i18n/index.js';
import { problem, type FieldProblem, type Problem } from '../../../core/problems/index.js';
import { problemsByField } from '../mapping/problems-by-field.js';
import { readWorkflow } from '../mapping/read-workflow.js';
import type { Workflow } from '../mapping/workflow.js';
import { Instances, type Instance } from './instances.service.js';

export interface Judged {
  workflow: Workflow;
  a: Instance;
  b: Instance;
}

/** Judges a body before anything is stored or called: its shape, its serial numbers, its instances. All errors at once. */
@Injectable()
export class JudgeStart {
  constructor(
    private readonly instances: Instances,
    private readonly companies: CompaniesService,
  ) {}

  /** @param company of the execution that the body is to belong to, when there is one already. */
  async judge(caller: Caller, body: unknown, locale: Locale, company?: string): Promise<Judged> {
    const read = readWorkflow(body);
    const ids = (body ?? {}) as Record<string, unknown>;
    const known = await this.instances.find(caller, [ids.company_a_instance_id, ids.company_b_instance_id].map(Number).filter((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647));
    const problems = [...(read.problems ?? []), ...instanceProblems(ids, known, read.problems ?? [], company)];
    if (read.workflow) problems.push(...(await this.dayProblems(read.workflow, known)));
    if (problems.length > 0 || !read.workflow) throw invalidWorkflow(problems, locale);
    const { workflow } = read;
    const find = (id: number): Instance => known.find((each) => each.id === id)!;
    return { workflow, a: find(workflow.instanceA), b: find(workflow.instanceB) };
  }

  private async dayProblems({ scheduleDate, instanceA }: Workflow, known: readonly Instance[]): Promise<FieldProblem[]> {
    const company = known.find(({ id }) => id === instanceA)?.company;
    if (scheduleDate === null || company === undefined) return [];
    const zone = (await this.companies.find(company))?.timezone ?? 'UTC';
    const today = DateTime.now().setZone(zone).toISODate()!;
    if (scheduleDate >= today) return [];
    return [{ path: 'schedule_date', es: `No puede ser anterior a hoy (${today}): ERPNext no acepta entregas en el pasado.`, en: `Must not be before today (${today}): ERPNext takes no deliveries in the past.` }];
  }
}

function instanceProblems(body: Record<string, unknown>, known: readonly Instance[], others: readonly FieldProblem[], company?: string): FieldProblem[] {
  const paths = (['company_a_instance_id', 'company_b_instance_id'] as const).filter((path) => !others.some((other) => other.path === path));
  const found = paths.map((path) => ({ path, instance: known.find(({ id }) => id === Number(body[path])) }));
  const home = company ?? found.find(({ path }) => path === 'company_a_instance_id')?.instance?.company;
  return found.flatMap(({ path, instance }) => {
    if (!instance || (home !== undefined && instance.company !== home)) return [{ path, es: `No existe la instancia ${String(body[path])} en esta empresa.`, en: `There is no instance ${String(body[path])} in this company.` }];
    if (!instance.active) return [{ path, es: `La instancia «${instance.name}» está desactivada.`, en: `The instance "${instance.name}" is switched off.` }];
    return [];
  });
}

/**
 * 400 as the specification's serializer answers it (each field with its list of sentences), within a problem document: both kinds of
 * readers find what they look for.
 */
export const invalidWorkflow = (problems: readonly FieldProblem[], locale: Locale): Problem =>
  problem(400, {
    ...problemsByField(problems, locale),
    code: 'validation_failed',
    es: 'La solicitud no es válida: corrija los campos indicados.',
    en: 'The request is not valid: mend the fields named here.',
    errors: [...problems],
  });
