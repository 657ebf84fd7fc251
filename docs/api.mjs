/**
 * Builds the reference of the four packages from their docstrings into docs/api: `npx -y pnpm@12 docs:api`.
 * A warning fails it: a link that leads nowhere, a type that a signature names but no entry exports.
 * `--check` builds no pages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, LogLevel } from 'typedoc';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const PACKAGES = ['iletimerkezi-core', 'nest-iletimerkezi', 'react-sms-ui', 'iletimerkezi-emulator'];

/** The sources behind the entries that a manifest exports. */
function entriesOf(name) {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  return Object.values(exports)
    .filter((target) => typeof target === 'object')
    .map(({ types }) => types.replace('./dist/', 'src/').replace('.d.ts', '.ts'));
}

const common = {
  logLevel: LogLevel.Warn,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  disableGit: true,
  disableSources: true,
  gitRevision: 'main',
  validation: { notExported: true, invalidLink: true, invalidPath: true, rewrittenLink: true, notDocumented: false },
};

let complaints = 0;
async function finish(app, project) {
  if (!project) throw new Error('typedoc could not read the packages');
  app.validate(project);
  complaints += app.logger.errorCount + app.logger.warningCount;
  return project;
}

const models = [];
for (const name of PACKAGES) {
  const folder = join(root, 'packages', name);
  const app = await Application.bootstrap({
    ...common,
    name,
    entryPoints: entriesOf(name).map((file) => join(folder, file)),
    tsconfig: join(folder, 'tsconfig.build.json'),
    basePath: folder,
    readme: join(folder, 'README.md'),
  });
  const project = await finish(app, await app.convert());
  models.push([name, app, project]);
}

if (!check) {
  for (const [name, app, project] of models) await app.generateDocs(project, join(root, 'docs/api', name));
}
console.log(complaints === 0 ? 'The reference is whole.' : `${complaints} complaints`);
process.exitCode = complaints === 0 ? 0 : 1;
