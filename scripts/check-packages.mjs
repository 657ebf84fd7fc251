// What an adopter's tools would say of the packages: publint on the manifest, attw on the types, both on the packed tarball.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'packages-'));
let failed = 0;

const run = (name, command, args, cwd) => {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ok = result.status === 0;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok) {
    failed += 1;
    console.error(result.error ?? `${result.stdout}${result.stderr}`);
  }
  return ok;
};

for (const folder of readdirSync(packages)) {
  const cwd = join(packages, folder);
  const { exports } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  const styles = Object.keys(exports).filter((path) => path.endsWith('.css'));
  if (!run(`${folder}: pack`, 'pnpm', ['pack', '--pack-destination', out], cwd)) continue;
  const tarball = join(
    out,
    readdirSync(out).find((file) => file.startsWith(`${folder}-`)),
  );
  run(`${folder}: publint`, 'publint', ['run', tarball, '--strict'], cwd);
  run(
    `${folder}: attw`,
    'attw',
    [tarball, '--profile', 'esm-only', ...(styles.length ? ['--exclude-entrypoints', ...styles] : [])],
    cwd,
  );
}

rmSync(out, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
