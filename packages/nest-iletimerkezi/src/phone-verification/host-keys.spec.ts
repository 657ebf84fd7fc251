import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type CodeSource, HostKeys, isSameCode, rowKeyOf } from './host-keys.js';

const KEYS = new HostKeys(['a key of the specs, which is long enough']);

const source = (over: Partial<CodeSource> = {}): CodeSource => ({
  account: 'default',
  id: 'an id',
  seed: Buffer.alloc(32, 1),
  number: '+905301234567',
  purpose: 'sign-in',
  generation: 1,
  length: 6,
  ...over,
});

describe('a code', () => {
  it('is the same for the same source, and depends on everything that it is bound to', () => {
    const code = KEYS.codeOf(KEYS.current, source({ length: 10 }));
    expect(KEYS.codeOf(KEYS.current, source({ length: 10 }))).toBe(code);
    const others: Partial<CodeSource>[] = [
      { account: 'other' },
      { id: 'another id' },
      { seed: Buffer.alloc(32, 2) },
      { number: '+905301234568' },
      { purpose: 'payment' },
      { generation: 2 },
    ];
    for (const over of others)
      expect(KEYS.codeOf(KEYS.current, source({ length: 10, ...over }))).not.toBe(code);
    const other = new HostKeys(['another key of the specs, long enough too']);
    expect(other.codeOf(other.current, source({ length: 10 }))).not.toBe(code);
    expect(KEYS.codeOf(other.current, source())).toBeUndefined();
  });

  it('has every digit at every position equally often', () => {
    const counts = Array.from({ length: 4 }, () => Array.from({ length: 10 }, () => 0));
    const codes = 20_000;
    for (let index = 0; index < codes; index += 1) {
      const code = KEYS.codeOf(KEYS.current, source({ seed: randomBytes(32), length: 4 })) ?? '';
      Array.from(code).forEach((digit, position) => (counts[position]![Number(digit)]! += 1));
    }
    // Six standard deviations: fails by chance once in 10^7 runs.
    const deviation = 6 * Math.sqrt(codes * 0.1 * 0.9);
    for (const count of counts.flat()) expect(Math.abs(count - codes / 10)).toBeLessThan(deviation);
  });

  it('equals itself only', () => {
    expect(isSameCode('012345', '012345')).toBe(true);
    for (const given of ['012346', '12345', '0123456', '', '０12345'])
      expect(isSameCode('012345', given)).toBe(false);
  });
});

it('stores a verification under a digest of its id', () => {
  expect(rowKeyOf('an id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(rowKeyOf('an id')).not.toBe(rowKeyOf('another id'));
});
