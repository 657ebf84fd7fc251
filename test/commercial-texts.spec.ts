import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { checkContent, type BrandProfile } from 'iletimerkezi-core/content';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a reader copies from: documentation, examples, the demo and the stories. */
const SOURCES = [
  'README*.md',
  'docs/**/*.md',
  'packages/*/README.md',
  'examples/*/src/**/*.{ts,tsx}',
  'apps/demo/src/server/sample-data/*.ts',
  'packages/react-sms-ui/src/**/*.{stories.tsx,mdx}',
];
const LEFT_OUT = ['node_modules/', 'docs/api/', 'docs/.site/'];

/** Stories about a text without its duties: the footer of the brand is added, or the check shows what is missing. */
const OWN_FOOTER = ['ContentCheck.stories.tsx', 'SmsComposer.stories.tsx'];

/** The text of a commercial message, up to 600 characters after its kind. */
const COMMERCIAL = /kind: 'commercial',(?:(?!kind:)[\s\S]){0,600}?\btext: ['`]([^'`\n]{30,})['`]/g;

const MERSIS = '0123456789000015';
const brandOf = (title: string): BrandProfile => ({
  title,
  identity: { mersis: MERSIS },
  contact: { phone: '08500000000' },
  optOut: { keyword: 'RET', number: '3399' },
});

const found = globSync(SOURCES, { cwd: root })
  .filter((file) => LEFT_OUT.every((part) => !file.includes(part)))
  .filter((file) => OWN_FOOTER.every((part) => !file.endsWith(part)))
  .toSorted()
  .flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(COMMERCIAL)].map(
      ([, text = '']) => [file, text] as const,
    ),
  );

describe('Commercial texts of the documentation, the demo and the stories', () => {
  it('are found', () => {
    expect(found.map(([file]) => file)).toEqual(
      expect.arrayContaining([
        'apps/demo/src/server/sample-data/sample-orders.ts',
        'docs/outbox.md',
        'docs/sending.md',
        'docs/guides/consents.tr.md',
      ]),
    );
  });

  it.each(found)('%s states sender, contact, purpose and the way to refuse: %s', (_file, text) => {
    const [title = ''] = text.split(':', 1);
    expect(checkContent({ kind: 'commercial', text }, brandOf(title))).toEqual({
      faults: [],
      warnings: [],
      missing: [],
    });
  });
});
