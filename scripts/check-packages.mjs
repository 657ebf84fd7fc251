// Checks the packed tarballs: contents, the manifest with publint, the types with attw.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine } from './command-line.mjs';
import { checksOf, pack, packageNames } from './packages.mjs';

readCommandLine(
  `
Usage: check:packages

Packs the built packages, and checks their contents, their manifests (publint) and their types (attw).
`,
  {},
);

const out = mkdtempSync(join(tmpdir(), 'packages-'));
let failed = 0;
for (const name of packageNames()) {
  for (const { check, fault } of checksOf(pack(name, out))) {
    console.log(`${fault ? 'FAIL' : 'ok  '} ${name}: ${check}`);
    if (!fault) continue;
    failed += 1;
    console.error(fault);
  }
}
rmSync(out, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
