// Checks the packed tarballs: contents, the manifest with publint, the types with attw.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksOf, pack, packageNames } from './packages.mjs';

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
