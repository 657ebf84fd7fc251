import { loadCron } from '../common/load-cron.js';
import { isText, milliseconds, optional, satisfies, wholeNumber } from './option-checks.js';

function isTimeZone(name: unknown): boolean {
  try {
    return (
      isText(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}

/** Checks of the verification options. */
export const VERIFICATION = {
  cron: optional(
    satisfies('cron-invalid', (cron) => isText(cron) && loadCron().validateCronExpression(cron).valid),
  ),
  timeZone: optional(satisfies('time-zone-unknown', isTimeZone)),
  requestsPerRun: optional(wholeNumber('not-in-range', 1, 10_000_000)),
  registrationGracePeriodMs: milliseconds(0),
  attempts: optional(wholeNumber('not-in-range', 1, 20)),
};
