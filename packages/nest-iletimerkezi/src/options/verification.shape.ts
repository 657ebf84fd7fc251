import { IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { loadCron } from '../common/load-cron.js';
import { type OptionFaultCode, violates } from './option-texts.js';

const allOf =
  (...rules: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const rule of rules) rule(target, key);
  };

function number(code: OptionFaultCode, least: number, most: number): PropertyDecorator {
  const fault = violates(code, { least, most });
  return allOf(IsOptional(), IsInt(fault), Min(least, fault), Max(most, fault));
}

function text(code: OptionFaultCode, isValid: (value: string) => boolean): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isValid(value);
  return allOf(IsOptional(), ValidateBy({ name: code, validator: { validate } }, violates(code)));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Validation rules of the verification options. */
export class VerificationShape {
  @text('cron-invalid', (cron) => loadCron().validateCronExpression(cron).valid)
  cron?: unknown;

  @text('time-zone-unknown', isTimeZone)
  timeZone?: unknown;

  @number('not-in-range', 1, 10_000_000)
  requestsPerRun?: unknown;

  @number('not-milliseconds', 0, 86_400_000)
  registrationGracePeriodMs?: unknown;

  @number('not-in-range', 1, 20)
  attempts?: unknown;
}
