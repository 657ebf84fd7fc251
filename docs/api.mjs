/**
 * Builds the reference of the five packages from their docstrings into docs/api: `npx -y pnpm@12 docs:api`.
 * It fails for a broken link and for a type that a signature names but no entry exports. It also writes docs/components.md.
 * `--check` fails if docs/components.md differs from the types, instead of writing it.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, DefaultTheme, LogLevel, PageEvent, ReflectionKind } from 'typedoc';
import { propTables } from './prop-tables.mjs';
import { correctPage, linkInsideGroups } from './reference-pages.mjs';
import { readCommandLine } from '../scripts/command-line.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = readCommandLine(
  `
Usage: docs:api [--check]

Writes the reference of all packages to docs/api, and docs/components.md, from their docstrings.
Fails for a broken link or a type that no entry exports.

  --check  fails if docs/components.md differs, instead of writing it
`,
  { check: { type: 'boolean', default: false } },
);
const isCheck = values.check;
const out = join(root, 'docs/api');

/** Each package, with the types that only shape others: their parts stand, spelled out, in those that are exported. */
const PACKAGES = {
  'iletimerkezi-core': [
    'CALL_CODES',
    'SENDING_CODES',
    'LIST_CODES',
    'CommonOptions',
    'JsonObject',
    'FAULTS',
    'PHONE_FAULTS',
    'SENDER_FAULTS',
  ],
  'nest-iletimerkezi': [
    'About',
    'CommercialSend',
    'DatabaseOptions',
    'From',
    'Kind',
    'Lane',
    'MODULE_ERROR_TEXTS',
    'OUTBOX_TEXTS',
    'PHONE_VERIFICATION_TEXTS',
    'TEMPLATE_TEXTS',
    'STORAGE_TEXTS',
    'STORAGE_REASONS',
    'OPTION_TEXTS',
    'CONFIGURATION_TEXTS',
    'OfOrder',
    'OfCampaign',
    'OfAccount',
    'Moment',
    'OneText',
    'Records',
    'Rows',
    'SeveralTexts',
  ],
  'iletimerkezi-mcp': ['MCP_TEXTS'],
  'react-sms-ui': ['ParamsOf'],
  'iletimerkezi-emulator': [
    'FAULTS',
    'PROFILES',
    'QUIRKS',
    // What is in a snapshot is the emulator's own affair: it is put back as it was taken.
    'Account',
    'ClockData',
    'ConsentRecord',
    'MessageTableData',
    'Notification',
    'Order',
    'Scheduled',
    'TimedEvent',
  ],
};

/** The sources behind the entries that a manifest exports; style sheets have no reference. */
function entriesOf(name) {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  return Object.values(exports)
    .filter((target) => typeof target === 'object' && target.default.endsWith('.js'))
    .map(({ types }) =>
      join(root, 'packages', name, types.replace('./dist/', 'src/').replace('.d.ts', '.ts')),
    );
}

/** Nest creates the services, so their constructors are not documented. Hosts create errors, too. */
function hideConstructors(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const made of project.getReflectionsByKind(ReflectionKind.Constructor))
      if (!made.parent.name.endsWith('Error')) project.removeReflection(made);
  });
}

/** The default theme, with a menu for the keyboard. */
class ReferenceTheme extends DefaultTheme {
  buildNavigation(project) {
    return linkInsideGroups(super.buildNavigation(project));
  }
}

/** Writes the page of the components, or counts an error if the page in the repository differs. */
function putComponents(page) {
  const file = join(root, 'docs/components.md');
  if (!isCheck) return writeFileSync(file, page);
  if (existsSync(file) && readFileSync(file, 'utf8') === page) return;
  console.error('docs/components.md differs from the types: npx -y pnpm@12 docs:api writes it anew.');
  errors += 1;
}

let errors = 0;
const count = ({ logger }) => (errors += logger.errorCount + logger.warningCount);

mkdirSync(out, { recursive: true });
const models = [];
for (const [name, intentionallyNotExported] of Object.entries(PACKAGES)) {
  const folder = join(root, 'packages', name);
  const app = await Application.bootstrap({
    name,
    entryPoints: entriesOf(name),
    tsconfig: join(folder, 'tsconfig.build.json'),
    readme: join(folder, 'README.md'),
    logLevel: LogLevel.Warn,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    disableSources: true,
    intentionallyNotExported,
    validation: { notExported: true, invalidLink: true, invalidPath: true, rewrittenLink: true },
  });
  if (name === 'nest-iletimerkezi') hideConstructors(app);
  const project = await app.convert();
  if (!project) throw new Error(`typedoc could not read ${name}`);
  app.validate(project);
  count(app);
  if (name === 'react-sms-ui') putComponents(propTables(project));
  models.push(join(out, `${name}.json`));
  await app.generateJson(project, models.at(-1));
}

const app = await Application.bootstrap({
  name: 'iletimerkezi toolkit',
  entryPointStrategy: 'merge',
  entryPoints: models,
  readme: 'none',
  hideGenerator: true,
  lightHighlightTheme: 'github-light-high-contrast',
  darkHighlightTheme: 'github-dark-high-contrast',
  customCss: join(root, 'docs/api.css'),
  favicon: join(root, 'apps/demo/src/web/public/icon.svg'),
  // The reference is a folder of the documentation site.
  navigationLinks: { Documentation: process.env.SITE_BASE ?? '/' },
  logLevel: LogLevel.Warn,
});
app.renderer.defineTheme('reference', ReferenceTheme);
app.options.setValue('theme', 'reference');
app.renderer.on(PageEvent.END, (page) => {
  if (page.contents !== undefined) page.contents = correctPage(page.contents);
});
const project = await app.convert();
if (!project) throw new Error('typedoc could not join the packages');
await app.generateDocs(project, out);
count(app);
for (const model of models) rmSync(model, { force: true });

console.log(errors === 0 ? 'The reference has no faults.' : `The reference has ${errors} faults.`);
process.exitCode = errors === 0 ? 0 : 1;
