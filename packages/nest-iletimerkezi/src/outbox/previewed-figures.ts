import type { Faults } from 'iletimerkezi-core';
import type { EnqueueOptions, PreviewedFigures } from './outbox.types.js';

/** Length of a SHA-256 in hexadecimal digits. */
const DIGEST_LENGTH = 64;

/** Adds the faults of a preview, or of its digest. The JSON of a preview may come from a browser. */
export function checkExpected(faults: Faults, expected: NonNullable<EnqueueOptions['expect']>): void {
  if (typeof expected !== 'object' || expected === null)
    return faults.plainText('expect', expected, DIGEST_LENGTH);
  const { digest, recipients, credits, startsAt }: Partial<PreviewedFigures> = expected;
  const { min, max }: Partial<PreviewedFigures['credits']> = Object(credits);
  faults.plainText('expect.digest', digest, DIGEST_LENGTH);
  faults.wholeNumber('expect.recipients', recipients, 0, Number.MAX_SAFE_INTEGER);
  faults.wholeNumber('expect.credits.min', min, 0, Number.MAX_SAFE_INTEGER);
  faults.wholeNumber('expect.credits.max', max, 0, Number.MAX_SAFE_INTEGER);
  faults.moment('expect.startsAt', typeof startsAt === 'string' ? new Date(startsAt) : startsAt);
}
