import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpecDirectories } from '../test-support/directories.js';
import { runInitCommand } from './command.js';

const TYPESCRIPT = fileURLToPath(new URL('../../../../docs/node_modules/typescript', import.meta.url));

const MANIFEST = {
  scripts: { test: 'jest', 'test:watch': 'jest --watch', lint: 'eslint jest' },
  dependencies: { '@nestjs/core': '^11.0.1', '@nestjs/platform-express': '^11.0.1' },
  devDependencies: { jest: '^30.0.0', '@nestjs/testing': '^11.0.1' },
};
const MAIN = `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

void NestFactory.create(AppModule);
`;
const MODULE = `import { Module } from '@nestjs/common';
import { AppService } from './app.service';

@Module({ imports: [], providers: [AppService] })
export class AppModule {}
`;

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

let folder: string;
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
function commit(): void {
  git('add', '--all');
  git(
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.com',
    '-c',
    'commit.gpgsign=false',
    'commit',
    '-qm',
    'app',
  );
}

beforeEach(() => {
  folder = directories.make();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(realpathSync(TYPESCRIPT), join(folder, 'node_modules/typescript'));
  write('package.json', `${JSON.stringify(MANIFEST, null, 2)}\n`);
  write('src/main.ts', MAIN);
  write('src/app.module.ts', MODULE);
  write('.gitignore', 'node_modules\n.env\n');
  git('init', '-q');
});

interface Result {
  code: number;
  out: string;
  err: string;
}

async function init(...argv: string[]): Promise<Result> {
  return initWith('', ...argv);
}

async function initWith(answer: string, ...argv: string[]): Promise<Result> {
  return initOn('v24.21.0', answer, argv);
}

async function initOn(nodeVersion: string, answer: string, argv: string[]): Promise<Result> {
  const result = { code: -1, out: '', err: '' };
  result.code = await runInitCommand(argv, {
    folder,
    env: { LANG: 'en_US.UTF-8' },
    nodeVersion,
    write: (text) => void (result.out += text),
    writeError: (text) => void (result.err += text),
    ask: async (question) => {
      result.out += question;
      return answer;
    },
  });
  return result;
}

describe('nest-iletimerkezi init', () => {
  it('shows the changes, asks, and changes nothing without a yes', async () => {
    commit();
    for (const answer of ['', 'n', 'perhaps']) {
      const { code, out } = await initWith(answer);
      expect([code, out]).toEqual([1, expect.stringContaining('+++ b/src/app.module.ts')]);
      expect(out).toContain('Apply these changes?');
      expect(git('status', '--porcelain')).toBe('');
    }
    expect((await initWith('y')).code).toBe(0);
    expect(read('src/app.module.ts')).toContain('IletimerkeziModule.forRoot()');
  });

  it('changes nothing with --dry-run, also with uncommitted changes', async () => {
    const { code, out } = await init('--dry-run');
    expect([code, out]).toEqual([0, expect.stringContaining('+++ b/package.json')]);
    expect(existsSync(join(folder, '.env'))).toBe(false);
    expect(read('src/app.module.ts')).toBe(MODULE);
  });

  it('refuses uncommitted changes, and continues with --allow-dirty', async () => {
    const refused = await init('--yes');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('git stash -u')]);
    expect(read('src/app.module.ts')).toBe(MODULE);
    expect((await init('--yes', '--allow-dirty')).code).toBe(0);
  });

  it('adds packages, scripts, variables and files, and a second run finds nothing to do', async () => {
    commit();
    await init('--yes');
    const manifest = JSON.parse(read('package.json'));
    expect(manifest.dependencies).toMatchObject({
      'nest-iletimerkezi': expect.stringMatching(/^\^\d/),
      '@nestjs/config': '^4.0.0',
    });
    expect(manifest.devDependencies).toMatchObject({
      'iletimerkezi-emulator': expect.stringMatching(/^\^\d/),
    });
    expect(manifest.scripts).toEqual({
      test: 'node --experimental-vm-modules ./node_modules/jest/bin/jest.js',
      'test:watch': 'node --experimental-vm-modules ./node_modules/jest/bin/jest.js --watch',
      lint: 'eslint jest',
    });
    expect(read('.env')).toMatch(/^ILETIMERKEZI_WEBHOOK_TOKENS=\w{48}$/m);
    expect(read('.env.example')).toContain('ILETIMERKEZI_WEBHOOK_TOKENS=a-long-random-secret');
    expect(read('src/sms/sms-delivery.controller.ts')).toContain('@OnDelivery()');
    commit();
    const second = await init('--yes');
    expect([second.code, second.out]).toEqual([0, expect.stringContaining('Nothing to do')]);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('keeps variables, prints no value of .env, and ignores the file in git', async () => {
    write('.gitignore', 'node_modules');
    write('.env', 'DB=s3cret\nILETIMERKEZI_KEY=own\nILETIMERKEZI_HASH=own\n');
    const { out } = await init('--yes', '--allow-dirty');
    expect(read('.env')).toMatch(
      /^DB=s3cret\nILETIMERKEZI_KEY=own\nILETIMERKEZI_HASH=own\n\n#.*\nILETIMERKEZI_WEBHOOK_TOKENS=\w+\n$/,
    );
    expect(read('.gitignore')).toBe('node_modules\n.env\n');
    expect(out).not.toContain('s3cret');
    expect(out).not.toContain(/TOKENS=(\w+)/.exec(read('.env'))?.[1]);
  });

  it('writes no secret to a .env that git tracks', async () => {
    write('.env', 'A=1\n');
    git('add', '--force', '.env');
    commit();
    const { out } = await init('--yes');
    expect(out).toContain('.env is tracked by git');
    expect(read('.env')).toBe('A=1\n');
    expect(read('.env.example')).toContain('ILETIMERKEZI_KEY=');
  });

  it('uses what loads .env already', async () => {
    write('src/config.module.ts', `import { ConfigModule } from '@nestjs/config';`);
    await init('--yes', '--allow-dirty');
    expect(read('src/app.module.ts')).not.toContain('ConfigModule');
    expect(JSON.parse(read('package.json')).dependencies).not.toHaveProperty('@nestjs/config');
  });

  it('adds no second webhook', async () => {
    write(
      'src/hooks.ts',
      `import { createDeliveryController } from 'nest-iletimerkezi';\ncreateDeliveryController({ path: 'x' });`,
    );
    const { out } = await init('--yes', '--allow-dirty');
    expect(out).toContain('has a webhook for delivery reports already');
    expect(existsSync(join(folder, 'src/sms'))).toBe(false);
    expect(read('src/app.module.ts')).toContain(
      'imports: [ConfigModule.forRoot(), IletimerkeziModule.forRoot()]',
    );
  });

  it('overwrites no file, and takes another folder', async () => {
    write('src/sms/sms-delivery.module.ts', 'export class Mine {}\n');
    const refused = await init('--yes', '--allow-dirty');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--dir NAME')]);
    expect((await init('--yes', '--allow-dirty', '--dir', 'notify/sms')).code).toBe(0);
    expect(read('src/app.module.ts')).toContain(`from './notify/sms/sms-delivery.module'`);
    expect(read('src/sms/sms-delivery.module.ts')).toBe('export class Mine {}\n');
  });

  it('follows the application: Vitest, Fastify, ES modules and line ends', async () => {
    write(
      'package.json',
      JSON.stringify({
        type: 'module',
        dependencies: { '@nestjs/core': '^12.0.0', '@nestjs/platform-fastify': '^12.0.0' },
        devDependencies: { vitest: '^5.0.0' },
      }),
    );
    write('src/main.ts', MAIN.replace('./app.module', './app.module.js'));
    write('src/app.module.ts', MODULE.replace('./app.service', './app.service.js').replaceAll('\n', '\r\n'));
    const { out } = await init('--yes', '--allow-dirty');
    expect(out).toContain('Nest 12, ES modules, Fastify, Vitest');
    const spec = read('src/sms/sms-delivery.module.spec.ts');
    expect(spec).toContain(`from 'vitest'`);
    expect(spec).toContain('new FastifyAdapter()');
    expect(spec).toContain(`from './sms-delivery.module.js'`);
    expect(read('src/app.module.ts')).not.toMatch(/[^\r]\n/);
    expect(JSON.parse(read('package.json'))).not.toHaveProperty('scripts');
  });

  it('says what Jest needs where the script does not start it directly, and before Node 24.9', async () => {
    write('package.json', JSON.stringify({ ...MANIFEST, scripts: { test: 'nx test' } }));
    expect((await init('--dry-run')).out).toContain('does not start Jest directly');
    write('package.json', JSON.stringify(MANIFEST));
    const note = 'Jest requires ES modules in CommonJS from Node 24.9 on';
    expect((await initOn('v22.12.0', '', ['--dry-run'])).out).toContain(note);
    expect((await initOn('v24.9.0', '', ['--dry-run'])).out).not.toContain(note);
  });

  it.each([
    ['outside of a Nest application', 'package.json', '{}', 'has no package.json with @nestjs/core'],
    ['Nest 10', 'package.json', '{"dependencies":{"@nestjs/core":"^10.4.0"}}', 'supports Nest 11 and 12'],
    ['an unreadable manifest', 'package.json', '{', 'package.json is not valid JSON'],
    [
      'a list of modules that is not in the decorator',
      'src/app.module.ts',
      '@Module({ imports: ALL })\nclass AppModule {}',
      'src/app.module.ts has no @Module',
    ],
  ])('refuses %s', async (_what, path, text, why) => {
    write(path, text);
    const { code, out, err } = await init('--yes', '--allow-dirty');
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(why)]);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });

  it('refuses an application whose module it does not find, until --module names it', async () => {
    write('src/main.ts', 'start();\n');
    write('src/root.ts', MODULE);
    write('src/app.module.ts', '');
    execFileSync('rm', [join(folder, 'src/app.module.ts')]);
    const refused = await init('--yes', '--allow-dirty');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--module FILE')]);
    expect((await init('--yes', '--allow-dirty', '--module', 'src/root.ts')).code).toBe(0);
    expect(read('src/root.ts')).toContain('IletimerkeziModule.forRoot()');
  });

  it('writes Turkish', async () => {
    const { out } = await init('--dry-run', '--lang', 'tr');
    expect(out).toContain('5 yeni dosya');
    expect((await init('--yes', '--lang', 'tr')).err).toContain('commit edilmemiş');
  });

  it.each([['--loud'], ['extra'], ['--lang', 'de'], ['--dir', '../up']])(
    'prints its usage for %j %j',
    async (...argv) => {
      const { code, out, err } = await init(...argv);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining('Usage: nest-iletimerkezi init')]);
    },
  );
});
