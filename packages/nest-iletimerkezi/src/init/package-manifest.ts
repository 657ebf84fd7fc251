import type { HostApp, Manifest } from './host-app.js';

/** Returns the packages that the application needs and does not have, with their ranges. */
export function missingPackages(
  { manifest, nest }: Pick<HostApp, 'manifest' | 'nest'>,
  { version, withConfig, withTest }: { version: string; withConfig: boolean; withTest: boolean },
): { dependencies: Record<string, string>; devDependencies: Record<string, string> } {
  const present = { ...manifest.devDependencies, ...manifest.dependencies };
  const absent = (wanted: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in present)));
  return {
    dependencies: absent({
      'nest-iletimerkezi': `^${version}`,
      ...(withConfig && { '@nestjs/config': nest === 11 ? '^4.0.0' : '^12.0.0' }),
    }),
    devDependencies: absent({
      'iletimerkezi-emulator': `^${version}`,
      ...(withTest && { '@nestjs/testing': `^${nest}.0.0` }),
    }),
  };
}

const JEST = /^jest(?=\s|$)/;
const WITH_ES_MODULES = 'node --experimental-vm-modules ./node_modules/jest/bin/jest.js';

/**
 * Lets the scripts that start Jest load ES modules, as the template of Nest 12 does.
 * @returns undefined if the application's test script does not start Jest directly.
 */
export function scriptsForJest(
  scripts: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const test = scripts['test'] ?? '';
  if (test.includes('--experimental-vm-modules')) return { ...scripts };
  if (!JEST.test(test)) return undefined;
  return Object.fromEntries(
    Object.entries(scripts).map(([name, script]) => [name, script.replace(JEST, WITH_ES_MODULES)]),
  );
}

/** Writes changed fields into the text of `package.json`, in its indentation. */
export function changeManifest(text: string, change: Manifest): string {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  const manifest = JSON.parse(text) as Record<string, unknown>;
  for (const [field, value] of Object.entries(change)) {
    if (typeof value !== 'object' || Object.keys(value).length === 0) continue;
    const merged = { ...(manifest[field] as object | undefined), ...value };
    manifest[field] = field === 'scripts' ? merged : sorted(merged);
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return `${JSON.stringify(manifest, null, indent)}${text.endsWith('\n') ? '\n' : ''}`.replaceAll('\n', eol);
}

const sorted = (record: object): object =>
  Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));
