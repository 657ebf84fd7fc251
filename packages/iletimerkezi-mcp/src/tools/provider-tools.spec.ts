import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { TOOLS } from './index.js';

const manifest = JSON.parse(
  readFileSync(new URL('../test-support/manifest.json', import.meta.url), 'utf8'),
) as Record<string, object>;

describe('The tools of the provider’s manifest', () => {
  it.each(Object.entries(manifest))('%s has the schema of the manifest', (name, schema) => {
    const tool = TOOLS.find((each) => each.name === name);
    const { properties, ...rest } = { ...tool?.inputSchema };
    const { confirmation, ...own } = { ...properties };
    // Tools that change something take a confirmation besides.
    expect(confirmation === undefined).toBe(tool?.permission === undefined);
    expect({ ...rest, properties: own }).toEqual(schema);
  });

  it('are eleven, and each name is there once', () => {
    const names = TOOLS.map(({ name }) => name);
    expect(Object.keys(manifest)).toHaveLength(11);
    expect(new Set(names).size).toBe(names.length);
  });
});
