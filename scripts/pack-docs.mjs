// Copies the pages that errors link to into the package of core before it is packed, so that the links lead to the
// pages of a published version.
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGES = ['errors.md', 'iys-setup.md', 'iys-setup.tr.md'];
const root = new URL('../', import.meta.url);
const target = new URL('packages/iletimerkezi-core/docs/', root);

mkdirSync(target, { recursive: true });
for (const page of PAGES)
  copyFileSync(fileURLToPath(new URL(`docs/${page}`, root)), fileURLToPath(new URL(page, target)));
