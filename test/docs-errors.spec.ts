import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { errorsPage } from '../scripts/errors-page.mjs';

it('docs/errors.md says what the catalogue says; node scripts/errors-page.mjs writes it anew', () => {
  const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
  expect(page).toBe(errorsPage());
});
