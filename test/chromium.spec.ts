import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findChromium, unpackChromium, unsupportedBecause } from '../scripts/chromium.mjs';

/** A browser that prints what it was started with. */
const BROWSER = `#!/bin/sh\necho "$LD_LIBRARY_PATH"\necho "$FONTCONFIG_FILE"\necho "$@"\n`;

let folder: string;
let tarball: string;

const tar = (...args: string[]) => execFileSync('tar', args);
const integrityOf = (file: string) =>
  `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;

/** Creates a package with the files of the real one, and small contents. */
function packageIn(home: string): string {
  const bin = join(home, 'package/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'chromium.br'), brotliCompressSync(BROWSER));
  for (const [archive, path] of [
    ['al2023', 'lib/libnss3.so'],
    ['fonts', 'fonts/Open_Sans/OpenSans-Regular.ttf'],
    ['swiftshader', 'libvulkan.so.1'],
  ]) {
    const contents = join(home, archive!);
    mkdirSync(join(contents, path!, '..'), { recursive: true });
    writeFileSync(join(contents, path!), archive!);
    tar('-cf', join(home, `${archive}.tar`), '-C', contents, ...readdirSync(contents));
    writeFileSync(
      join(bin, `${archive}.tar.br`),
      brotliCompressSync(readFileSync(join(home, `${archive}.tar`))),
    );
  }
  const file = join(home, 'chromium.tgz');
  tar('-czf', file, '-C', home, 'package');
  return file;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium package-'));
  tarball = packageIn(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('unpacking the browser from the registry', () => {
  it('starts the browser with the libraries and the font of the package', async () => {
    const target = join(folder, "cache/chromium's");
    const launcher = await unpackChromium(tarball, integrityOf(tarball), target);
    const [libraries, fonts, args] = execFileSync(launcher, ['--headless', 'a b'], {
      encoding: 'utf8',
    }).split('\n');
    expect(readFileSync(join(libraries!, 'libnss3.so'), 'utf8')).toBe('al2023');
    expect(readFileSync(fonts!, 'utf8')).toContain('<dir prefix="relative">fonts</dir>');
    expect(existsSync(join(fonts!, '../fonts/Open_Sans/OpenSans-Regular.ttf'))).toBe(true);
    expect(args).toBe('--headless a b');
    // Neither the archives nor the graphics libraries remain.
    expect(readdirSync(target).toSorted()).toEqual([
      'chromium',
      'fonts',
      'fonts.conf',
      'launch',
      'lib',
      'own-fonts.conf',
    ]);
  });

  it('refuses a tarball with another content, and leaves nothing behind', async () => {
    const cache = join(folder, 'refused');
    const refused = unpackChromium(tarball, `sha512-${'A'.repeat(86)}==`, join(cache, 'chromium'));
    await expect(refused).rejects.toThrow('another content than expected');
    expect(existsSync(cache)).toBe(false);
  });

  it('accepts that another run has unpacked it meanwhile', async () => {
    const target = join(folder, 'twice/chromium');
    const integrity = integrityOf(tarball);
    const launchers = await Promise.all([1, 2].map(() => unpackChromium(tarball, integrity, target)));
    expect(launchers).toEqual([join(target, 'launch'), join(target, 'launch')]);
    expect(readdirSync(join(folder, 'twice'))).toEqual(['chromium']);
  });
});

describe('the browser of the tests', () => {
  it('is the named one, then the fetched one, then an installed one', async () => {
    const fetched = join(folder, 'order');
    const none = { named: '', installed: [join(folder, 'nothing')], fetched };
    const installed = [join(folder, 'nothing'), tarball];
    expect(findChromium(none)).toBeUndefined();
    expect(findChromium({ ...none, installed })).toBe(tarball);
    const launcher = await unpackChromium(tarball, integrityOf(tarball), fetched);
    expect(findChromium({ ...none, installed })).toBe(launcher);
    expect(findChromium({ named: tarball, installed, fetched })).toBe(tarball);
  });

  it('is missing if CHROMIUM_PATH names a file that does not exist', () => {
    expect(findChromium({ named: join(folder, 'nothing'), installed: [tarball] })).toBeUndefined();
  });

  it('can be fetched on Linux x64 with glibc', () => {
    expect(unsupportedBecause('linux', 'x64', true)).toBeUndefined();
  });

  it.each([
    ['linux', 'x64', false, 'needs glibc'],
    ['linux', 'arm64', true, 'no Chromium for linux arm64'],
    ['darwin', 'x64', false, 'no Chromium for darwin x64'],
  ] as const)('cannot be fetched on %s %s with glibc %s: %s', (platform, arch, hasGlibc, reason) => {
    expect(unsupportedBecause(platform, arch, hasGlibc)).toContain(reason);
  });
});
