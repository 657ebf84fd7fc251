import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { addModules, type ModuleImport } from './app-module.js';
import { addVariables, type VariableGroup } from './environment-file.js';
import type { GitState } from './git.js';
import type { HostApp } from './host-app.js';
import { changeManifest, missingPackages, scriptsForJest } from './package-manifest.js';
import { RefusedError } from './refused.error.js';
import {
  deliveryController,
  deliveryModule,
  deliverySpec,
  EMULATOR_URL,
  type TemplateSettings,
} from './templates.js';

/** The change of one file. */
export interface FileChange {
  /** Relative to the application's folder. */
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: string | undefined;
  readonly after: string;
  /** Whether the file contains secrets: its other lines and its tokens are not printed. */
  readonly isSecret: boolean;
}

/** Notes and remaining steps for the person, beside the changes. `texts.ts` has the texts. */
export type Note =
  | 'no-test-runner'
  | 'jest-needs-options'
  | 'jest-needs-node-24'
  | 'env-is-tracked'
  | 'own-webhook'
  | 'no-repository';

export interface Plan {
  readonly changes: readonly FileChange[];
  readonly notes: readonly Note[];
}

export interface PlanSettings {
  /** This package's version. */
  readonly version: string;
  /** Folder below the source root for the generated files. */
  readonly directory: string;
  readonly nodeVersion: string;
}

/** Plans all changes of an application. An application that has everything gets an empty plan. */
export function planInit(app: HostApp, git: GitState, settings: PlanSettings): Plan {
  const notes: Note[] = git.isRepository ? [] : ['no-repository'];
  const files = new Map<string, { before: string | undefined; after: string }>();
  const textOf = (path: string): string | undefined => {
    const planned = files.get(path);
    if (planned) return planned.after;
    return existsSync(join(app.folder, path)) ? readFileSync(join(app.folder, path), 'utf8') : undefined;
  };
  const change = (path: string, after: string): void => {
    const before = files.has(path) ? files.get(path)?.before : textOf(path);
    const text = before?.includes('\r\n') ? after.replaceAll(/\r?\n/g, '\r\n') : after;
    if (before !== text) files.set(path, { before, after: text });
  };

  const generated = generatedFiles(app, settings.directory);
  const isOurs = generated.some(
    ({ path, isModule }) => isModule && textOf(path)?.includes('sms-delivery.controller'),
  );
  const hasOwnWebhook = !isOurs && isMentioned(app, /\bcreateDeliveryController\s*\(|@DeliveryWebhook\s*\(/);
  if (hasOwnWebhook) notes.push('own-webhook');
  else {
    for (const { path, text } of generated) {
      const existing = textOf(path);
      if (existing === undefined) change(path, text);
      else if (!isOurs) throw new RefusedError('file-exists', path);
    }
    if (app.runner === undefined) notes.push('no-test-runner');
  }

  const withConfig = !readsEnvFile(app);
  const moduleText = textOf(app.module.path) ?? '';
  const modules = modulesFor(app, settings.directory, { withConfig, withWebhook: !hasOwnWebhook });
  if (modules.length > 0) {
    const edited = addModules(app.ts, moduleText, app.module.className, modules);
    if (edited === undefined) throw new RefusedError('module-not-editable', app.module.path);
    change(app.module.path, edited);
  }

  const manifestText = textOf('package.json') ?? '{}';
  const isJest = app.runner === 'jest' && !hasOwnWebhook;
  const scripts = isJest ? scriptsForJest(app.manifest.scripts ?? {}) : {};
  if (scripts === undefined) notes.push('jest-needs-options');
  else if (isJest && app.type === 'commonjs' && !requiresEsModules(settings.nodeVersion))
    notes.push('jest-needs-node-24');
  const packages = missingPackages(app, {
    version: settings.version,
    withConfig,
    withTest: app.runner !== undefined,
  });
  const manifest = changeManifest(manifestText, { ...packages, scripts: scripts ?? {} });
  // A manifest without changes keeps its formatting.
  if (JSON.stringify(JSON.parse(manifest)) !== JSON.stringify(JSON.parse(manifestText)))
    change('package.json', manifest);

  change('.env.example', addVariables(textOf('.env.example') ?? '', variables('a-long-random-secret')));
  if (git.isTracked('.env')) notes.push('env-is-tracked');
  else {
    change('.env', addVariables(textOf('.env') ?? '', variables(randomBytes(24).toString('hex'))));
    if (git.isRepository && !git.isIgnored('.env')) {
      const ignored = textOf('.gitignore') ?? '';
      change('.gitignore', `${ignored}${ignored === '' || ignored.endsWith('\n') ? '' : '\n'}.env\n`);
    }
  }

  const changes = [...files]
    .map(([path, { before, after }]) => ({ path, before, after, isSecret: path === '.env' }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return { changes, notes };
}

function generatedFiles(app: HostApp, directory: string) {
  const settings: TemplateSettings = {
    extension: app.extension,
    platform: app.platform,
    testFunctions: testFunctionsOf(app),
  };
  const at = (name: string): string => posix.join(app.sourceRoot, directory, name);
  return [
    { path: at('sms-delivery.module.ts'), text: deliveryModule(settings), isModule: true },
    { path: at('sms-delivery.controller.ts'), text: deliveryController(), isModule: false },
    ...(app.runner
      ? [{ path: at('sms-delivery.module.spec.ts'), text: deliverySpec(settings), isModule: false }]
      : []),
  ];
}

/** Jest has its functions as globals. In ES modules their package is imported where the application has it. */
function testFunctionsOf({ runner, manifest }: HostApp): TemplateSettings['testFunctions'] {
  if (runner === 'vitest') return 'vitest';
  const packages = { ...manifest.devDependencies, ...manifest.dependencies };
  return '@jest/globals' in packages ? '@jest/globals' : undefined;
}

function modulesFor(
  app: HostApp,
  directory: string,
  { withConfig, withWebhook }: { withConfig: boolean; withWebhook: boolean },
): ModuleImport[] {
  const folder = posix.relative(posix.dirname(app.module.path), posix.join(app.sourceRoot, directory));
  const from = `${folder.startsWith('.') ? folder : `./${folder}`}/sms-delivery.module${app.extension}`;
  const isNew = !isMentioned(app, /\bIletimerkeziModule\s*\.\s*forRoot/);
  return [
    ...(withConfig
      ? [{ name: 'ConfigModule', from: '@nestjs/config', element: 'ConfigModule.forRoot()' }]
      : []),
    ...(isNew
      ? [{ name: 'IletimerkeziModule', from: 'nest-iletimerkezi', element: 'IletimerkeziModule.forRoot()' }]
      : []),
    ...(withWebhook && !isMentioned(app, /\bSmsDeliveryModule\b/)
      ? [{ name: 'SmsDeliveryModule', from, element: 'SmsDeliveryModule' }]
      : []),
  ];
}

/** Whether a source, tests left out, matches. */
const isMentioned = (app: HostApp, pattern: RegExp): boolean =>
  [...app.sources].some(([path, text]) => !/[.-]spec\.ts$/.test(path) && pattern.test(text));

/** Whether the application already loads `.env`. */
function readsEnvFile(app: HostApp): boolean {
  if (isMentioned(app, /['"](?:@nestjs\/config|dotenv(?:\/config)?)['"]/)) return true;
  return Object.values(app.manifest.scripts ?? {}).some((script) => script.includes('--env-file'));
}

/** Jest requires ES modules in CommonJS since Node 24.9. */
function requiresEsModules(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 9);
}

function variables(token: string): VariableGroup[] {
  return [
    {
      comment: '# SMS through iletiMerkezi. These values use the emulator; real accounts need no base URL.',
      variables: [
        ['ILETIMERKEZI_BASE_URL', EMULATOR_URL],
        ['ILETIMERKEZI_KEY', 'emulator'],
        ['ILETIMERKEZI_HASH', 'emulator'],
        ['ILETIMERKEZI_SENDER', 'EMULATOR'],
      ],
      unlessAnyOf: ['ILETIMERKEZI_KEY', 'ILETIMERKEZI_HASH'],
    },
    {
      comment: '# The secret in the webhook URL of the delivery reports.',
      variables: [['ILETIMERKEZI_WEBHOOK_TOKENS', token]],
    },
  ];
}
