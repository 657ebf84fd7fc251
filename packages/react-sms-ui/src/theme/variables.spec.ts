import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { CSSProperties } from 'react';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const namesIn = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted();

it('SmsVariables has the variables of the style sheet', () => {
  expect(namesIn(read('variables.ts'), /'(--sms-[\w-]+)'\?:/g)).toEqual(
    namesIn(read('tokens.css'), /(--sms-[\w-]+):/g),
  );
});

it('`style` accepts the variables, and rejects others', () => {
  const style: CSSProperties = { '--sms-color-accent': '#7c3aed', '--sms-row': '32px' };
  // @ts-expect-error -- no variable of the kit
  const misspelt: CSSProperties = { '--sms-colour-accent': '#7c3aed' };
  expect(Object.keys({ ...style, ...misspelt })).toHaveLength(3);
});
