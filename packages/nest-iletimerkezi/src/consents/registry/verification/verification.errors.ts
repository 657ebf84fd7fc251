/** A verification cannot be run. `code` to branch on, the message says why and what to do. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';

  constructor(
    readonly code: 'under-way' | 'scheduler-missing',
    message: string,
  ) {
    super(message);
  }
}

export const inFlight = (): VerificationError =>
  new VerificationError(
    'under-way',
    'A verification of this account is under way on this or another instance. Look at runs() for how far it is.',
  );

export const schedulerNotInstalled = (account: string): VerificationError =>
  new VerificationError(
    'scheduler-missing',
    `The account "${account}" has its consents verified on a schedule, and @nestjs/schedule is not installed. ` +
      'Install it (npm install @nestjs/schedule) and import ScheduleModule.forRoot() in the root module, or take ' +
      'the option verification out and call VerificationService.run() yourself.',
  );

export const schedulerNotImported = (account: string): VerificationError =>
  new VerificationError(
    'scheduler-missing',
    `The account "${account}" has its consents verified on a schedule, and there is no SchedulerRegistry. Import ` +
      'ScheduleModule.forRoot() of @nestjs/schedule in the root module, or take the option verification out and ' +
      'call VerificationService.run() yourself.',
  );
