import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const RUN = fileURLToPath(new URL('run.ts', import.meta.url));

/** Runs the command on a machine without browsers. */
const runWithoutBrowsers = (...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', RUN, ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CHROMIUM_PATH: '/none/chromium',
      FIREFOX_PATH: '/none/firefox',
      WEBKIT_DRIVER_PATH: '/none/driver',
    },
  });

it('names every engine that is not installed, and its packages', () => {
  const { status, stdout } = runWithoutBrowsers();
  expect(stdout.trim().split('\n')).toEqual([
    'chromium: not installed (Debian: chromium fonts-dejavu-core)',
    'firefox: not installed (Debian: firefox-esr fonts-dejavu-core)',
    'webkit: not installed (Debian: webkit2gtk-driver xvfb fonts-dejavu-core)',
    '0 passed, 0 failed',
  ]);
  expect(status).toBe(0);
});

it('fails with --require for each chosen engine that is not installed', () => {
  const { status, stdout } = runWithoutBrowsers('firefox', 'webkit', '--require');
  expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 2 failed');
  expect(status).toBe(1);
});

it('refuses an unknown engine', () => {
  const { status, stderr } = runWithoutBrowsers('opera');
  expect(stderr).toContain('No engine named opera');
  expect(status).toBe(2);
});
