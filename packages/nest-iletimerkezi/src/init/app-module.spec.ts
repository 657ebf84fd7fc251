import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { addModules, startedModule, type ModuleImport } from './app-module.js';
import { hostTypescript, type TypeScriptApi } from './host-typescript.js';

/** A folder whose TypeScript has an API. */
const WITH_TYPESCRIPT = fileURLToPath(new URL('../../../../docs', import.meta.url));

const ts: TypeScriptApi = hostTypescript(WITH_TYPESCRIPT)!;

const SMS: ModuleImport = { name: 'SmsModule', from: 'sms', element: 'SmsModule.forRoot()' };
const OWN: ModuleImport = { name: 'OwnModule', from: './own/own.module', element: 'OwnModule' };

const add = (text: string, className?: string): string | undefined =>
  addModules(ts, text, className, [SMS, OWN]);

describe('addModules', () => {
  it('adds elements and import declarations to a new application', () => {
    const text = `import { Module } from '@nestjs/common';
import { AppController } from './app.controller';

@Module({
  imports: [],
  controllers: [AppController],
})
export class AppModule {}
`;
    expect(add(text)).toBe(`import { Module } from '@nestjs/common';
import { SmsModule } from 'sms';
import { AppController } from './app.controller';
import { OwnModule } from './own/own.module';

@Module({
  imports: [SmsModule.forRoot(), OwnModule],
  controllers: [AppController],
})
export class AppModule {}
`);
  });

  it.each([
    ['imports: [A]', 'imports: [A, SmsModule.forRoot(), OwnModule]'],
    [
      'imports: [A, Bbbbbbbbbbbbbbbbbbbbbbbbb.forRoot()]',
      'imports: [\n    A,\n    Bbbbbbbbbbbbbbbbbbbbbbbbb.forRoot(),\n    SmsModule.forRoot(),\n    OwnModule,\n  ]',
    ],
    [
      'imports: [\n    A,\n    B, // the last\n  ]',
      'imports: [\n    A,\n    B,\n    SmsModule.forRoot(),\n    OwnModule, // the last\n  ]',
    ],
    ['imports: [\n    A\n  ]', 'imports: [\n    A,\n    SmsModule.forRoot(),\n    OwnModule\n  ]'],
    ['controllers: [A]', 'imports: [SmsModule.forRoot(), OwnModule],\n  controllers: [A]'],
  ])('changes %j and keeps its formatting', (before, after) => {
    const text = (inner: string): string =>
      `import { Module } from '@nestjs/common';\n\n@Module({\n  ${inner},\n})\nexport class AppModule {}\n`;
    const edited = add(text(before));
    expect(edited?.slice(edited.indexOf('@Module'))).toBe(text(after).slice(text(after).indexOf('@Module')));
  });

  it.each(['@Module({})', '@Module()'])('adds the list to %s', (decorator) => {
    expect(add(`${decorator}\nclass AppModule {}\n`)).toBe(
      `import { SmsModule } from 'sms';
import { OwnModule } from './own/own.module';
@Module({
  imports: [SmsModule.forRoot(), OwnModule],
})
class AppModule {}
`,
    );
  });

  it('follows the quotes and semicolons of the file, and imports nothing twice', () => {
    const edited = add(`import { Module } from "@nestjs/common"
import { SmsModule } from "sms"

@Module({ imports: [] })
export class AppModule {}
`);
    expect(edited).toBe(`import { Module } from "@nestjs/common"
import { SmsModule } from "sms"
import { OwnModule } from "./own/own.module"

@Module({ imports: [SmsModule.forRoot(), OwnModule] })
export class AppModule {}
`);
  });

  it('edits the named class of a file with several', () => {
    const text = `@Module({ imports: [] })\nclass Other {}\n@Module({ imports: [] })\nclass AppModule {}\n`;
    expect(add(text, 'AppModule')).toContain(
      '@Module({ imports: [] })\nclass Other {}\n@Module({ imports: [SmsModule.forRoot(), OwnModule] })',
    );
  });

  it.each([
    '@Module({ imports: MODULES })\nclass AppModule {}',
    '@Module(OPTIONS)\nclass AppModule {}',
    '@Controller()\nclass AppModule {}',
    'export const AppModule = 1;',
  ])('does not edit %j', (text) => {
    expect(add(text)).toBeUndefined();
  });
});

describe('startedModule', () => {
  it.each([
    [`import { AppModule } from './app.module';\nawait NestFactory.create(AppModule);`, './app.module'],
    [
      `import { AppModule } from './a';\nasync function f() { return NestFactory.create<X>(AppModule, {}); }`,
      './a',
    ],
    [`import { AppModule } from './a';\nNestFactory.createMicroservice(AppModule, {});`, './a'],
    [`class AppModule {}\nNestFactory.create(AppModule);`, undefined],
  ])('finds the module in %j', (text, from) => {
    expect(startedModule(ts, text)).toEqual({ name: 'AppModule', from });
  });

  it('finds none in a file that starts no application', () => {
    expect(startedModule(ts, `import { AppModule } from './a';\nserve(AppModule);`)).toBeUndefined();
  });
});

describe('hostTypescript', () => {
  it('finds no API in TypeScript 7', () => {
    // This package is developed with TypeScript 7.
    expect(hostTypescript(fileURLToPath(new URL('../..', import.meta.url)))).toBeUndefined();
  });
});
