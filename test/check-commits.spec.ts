import { describe, expect, it } from '@jest/globals';
import { isConventional } from '../scripts/check-commits.mjs';

describe('the check of commit subjects', () => {
  it.each([
    'fix: read CR line ends with LF inside quotes',
    'feat(core): add an observe hook',
    'refactor(react-sms-ui)!: rename the props of the composer',
  ])('accepts %s', (subject) => {
    expect(isConventional(subject)).toBe(true);
  });

  it.each([
    'Read CR line ends',
    'fixed: read CR line ends',
    'fix:read CR line ends',
    'fix(): read CR line ends',
    'fix(core) read CR line ends',
    'fix(core): read CR line ends.',
    'fix(core): ',
  ])('rejects %s', (subject) => {
    expect(isConventional(subject)).toBe(false);
  });
});
