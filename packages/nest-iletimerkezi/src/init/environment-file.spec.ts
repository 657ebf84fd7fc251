import { expect, it } from '@jest/globals';
import { addVariables } from './environment-file.js';

const GROUPS = [
  {
    comment: '# account',
    variables: [
      ['KEY', 'k'],
      ['URL', 'u'],
    ],
    unlessAnyOf: ['KEY'],
  },
  { comment: '# webhook', variables: [['TOKENS', 't']] },
] as const;

it.each([
  ['an empty file', '', '# account\nKEY=k\nURL=u\n\n# webhook\nTOKENS=t\n'],
  ['a file without its last line end', 'A=1', 'A=1\n\n# account\nKEY=k\nURL=u\n\n# webhook\nTOKENS=t\n'],
  ['a file with one of the variables', 'URL=mine\n', 'URL=mine\n\n# account\nKEY=k\n\n# webhook\nTOKENS=t\n'],
  ['a configured account', 'export KEY = "real"\n', 'export KEY = "real"\n\n# webhook\nTOKENS=t\n'],
  ['an empty value', 'KEY=\nTOKENS=\n', 'KEY=\nTOKENS=\n'],
  ['a comment only', '# KEY=x\n', '# KEY=x\n\n# account\nKEY=k\nURL=u\n\n# webhook\nTOKENS=t\n'],
])('adds the missing variables to %s, and changes no line', (_what, before, after) => {
  expect(addVariables(before, GROUPS)).toBe(after);
  expect(addVariables(after, GROUPS)).toBe(after);
});
