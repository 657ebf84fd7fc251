import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const src = new URL('../../', import.meta.url);

describe('the event log', () => {
  it('is written only by append-event.ts', () => {
    const writers = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('test-support/'),
      )
      .filter((file) =>
        /insert\s+into\s+iletimerkezi\.events\b/i.test(readFileSync(new URL(file, src), 'utf8')),
      );
    expect(writers).toEqual(['storage/events/append-event.ts']);
  });
});
