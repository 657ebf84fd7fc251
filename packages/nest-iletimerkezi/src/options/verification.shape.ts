import { IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { validateCronExpression } from 'cron';

const wholeNumber = (least: number, most: number, unit = ''): PropertyDecorator => {
  const message = `give a whole number${unit} from ${least} to ${most}`;
  const rules = [IsOptional(), IsInt({ message }), Min(least, { message }), Max(most, { message })];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
};

const reads = (name: string, fix: string, validate: (value: string) => boolean): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && validate(value),
      defaultMessage: () => fix,
    },
  });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Validation rules of the verification options. */
export class VerificationShape {
  @IsOptional()
  @reads(
    'cron',
    'give a cron expression of five or six fields, such as 0 3 * * *',
    (text) => validateCronExpression(text).valid,
  )
  cron?: unknown;

  @IsOptional()
  @reads('timeZone', 'give the name of a time zone, such as Europe/Istanbul', isTimeZone)
  timeZone?: unknown;

  @wholeNumber(1, 10_000_000)
  requestsPerRun?: unknown;

  @wholeNumber(0, 86_400_000, ' of milliseconds')
  registrationGracePeriodMs?: unknown;

  @wholeNumber(1, 20)
  attempts?: unknown;
}
