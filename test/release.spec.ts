import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { billOfMaterials, contentFaults, manifestOf, packageNames, run } from '../scripts/packages.mjs';
import { missingForPublication } from '../scripts/readiness.mjs';

const manifest = {
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  bin: { tool: './dist/cli.js' },
  dependencies: { 'iletimerkezi-core': '^0.1.0' },
};
const files = ['LICENSE', 'README.md', 'dist/cli.js', 'dist/index.d.ts', 'dist/index.js', 'package.json'];

describe('the contents of a package', () => {
  it('are good when every entry leads to a file', () => {
    expect(contentFaults(manifest, files)).toEqual([]);
  });

  it.each([
    [
      'an entry without its file',
      manifest,
      files.filter((file) => file !== 'dist/index.d.ts'),
      'dist/index.d.ts',
    ],
    ['a command without its file', manifest, files.filter((file) => file !== 'dist/cli.js'), 'dist/cli.js'],
    ['a test', manifest, [...files, 'src/sms.spec.ts'], 'src/sms.spec.ts'],
    ['a stray file', manifest, [...files, '.env'], '.env'],
    ['no licence', manifest, files.filter((file) => file !== 'LICENSE'), 'LICENSE'],
    ['a workspace range', { ...manifest, peerDependencies: { react: 'catalog:' } }, files, 'catalog:'],
  ])('are refused for %s', (_, wrong, packed, named) => {
    expect(contentFaults(wrong, packed)).toEqual([expect.stringContaining(named)]);
  });
});

describe('the five packages', () => {
  // guarantee: G-116
  it('have one version, and are published with provenance for everybody', () => {
    const manifests = packageNames().map((name: string) => manifestOf(name));
    expect(manifests).toHaveLength(5);
    expect(new Set(manifests.map(({ version }: { version: string }) => version)).size).toBe(1);
    for (const { publishConfig } of manifests)
      expect(publishConfig).toEqual({ access: 'public', provenance: true });
  });
});

it('the licences of what is bundled into the emulator’s page lie beside it', () => {
  const page = new URL('../packages/iletimerkezi-emulator/dist/ui/', import.meta.url);
  const licenses = readFileSync(new URL('third-party-licenses.md', page), 'utf8');
  for (const name of ['react', 'react-dom', 'scheduler'])
    expect(licenses).toMatch(new RegExp(`^## ${name} - [\\d.]+ \\(MIT\\)$`, 'm'));
  expect(licenses).toContain('Permission is hereby granted');
});

describe('the bill of materials', () => {
  it('names every package that a manifest declares, with its version', () => {
    const { stdout } = run('pnpm', [...billOfMaterials('nest-iletimerkezi'), '--lockfile-only']);
    const bill = JSON.parse(stdout) as { bomFormat: string; components: { purl: string }[] };
    const listed = bill.components.map(({ purl }) => decodeURIComponent(purl));
    const declared = Object.keys(manifestOf('nest-iletimerkezi').dependencies);
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(declared.length).toBeGreaterThan(3);
    const missing = declared.filter((name) => !listed.some((purl) => purl.startsWith(`pkg:npm/${name}@`)));
    expect(missing).toEqual([]);
  });
});

describe('a publication', () => {
  const pack = {
    manifest: {
      name: 'iletimerkezi-core',
      version: '0.1.0',
      repository: { url: 'https://example.com/toolkit.git', directory: 'packages/iletimerkezi-core' },
      publishConfig: { access: 'public', provenance: true },
    },
    changelog: '# iletimerkezi-core\n\n## 0.1.0\n',
  };
  const ready = { changed: false, branch: 'main', waiting: 0, identity: true, packages: [pack] };
  const withManifest = (change: object): object => ({
    ...ready,
    packages: [{ ...pack, manifest: { ...pack.manifest, ...change } }],
  });

  it('misses nothing when everything is in place', () => {
    expect(missingForPublication(ready)).toEqual([]);
  });

  // guarantee: G-116
  it.each([
    ['changes without a commit', { ...ready, changed: true }, 'commit what is changed'],
    ['another branch', { ...ready, branch: 'try' }, 'branch main'],
    ['changesets without a version', { ...ready, waiting: 2 }, '2 changeset(s)'],
    ['no token to sign with', { ...ready, identity: false }, 'identity token'],
    ['a version without its changelog', withManifest({ version: '0.2.0' }), 'CHANGELOG.md'],
    ['no public repository', withManifest({ repository: undefined }), 'public repository'],
    [
      'a repository other than the job’s',
      { ...ready, repository: 'other/toolkit' },
      'github.com/other/toolkit',
    ],
    ['no provenance', withManifest({ publishConfig: { access: 'public' } }), 'publishConfig'],
  ])('is refused with %s', (_, facts, named) => {
    expect(missingForPublication(facts as typeof ready)).toEqual([expect.stringContaining(named)]);
  });
});
