import { CronExpressionParser } from 'cron-parser';

/** The next moment after `after` that `cron` names in `timezone`. Throws when the expression or the zone is wrong. */
export function nextRun(cron: string, timezone: string, after: Date): Date {
  return CronExpressionParser.parse(cron, { currentDate: after, tz: timezone }).next().toDate();
}
