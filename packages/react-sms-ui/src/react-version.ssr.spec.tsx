import { expect, it } from '@jest/globals';
import { version } from 'react';
import { version as domVersion } from 'react-dom';

it('runs on a single supported version of React', () => {
  expect(version).toMatch(/^(18\.3|19)\./);
  expect(domVersion).toBe(version);
});
