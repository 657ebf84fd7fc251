import type { HostApp } from './host-app.js';
import type { Note, Plan } from './plan.js';
import type { Refusal } from './refused.error.js';
import { WEBHOOK_PATH } from './templates.js';

export type Locale = 'tr' | 'en';

const DOCS = 'https://github.com/iletimerkezi-toolkit/iletimerkezi-toolkit/blob/main/docs';

type Texts<Key extends string> = Readonly<Record<Key, Readonly<Record<Locale, (subject: string) => string>>>>;

const REFUSALS: Texts<Refusal> = {
  'not-a-nest-app': {
    en: (folder) =>
      `${folder} has no package.json with @nestjs/core. Run the command in the folder of a Nest application; npx @nestjs/cli new creates one.`,
    tr: (folder) =>
      `${folder} klasöründe @nestjs/core içeren bir package.json yok. Komutu bir Nest uygulamasının klasöründe çalıştırın; npx @nestjs/cli new yeni bir uygulama oluşturur.`,
  },
  'unsupported-nest': {
    en: (version) => `The application uses Nest ${version}. The module supports Nest 11 and 12.`,
    tr: (version) => `Uygulama Nest ${version} kullanıyor. Modül Nest 11 ve 12’yi destekler.`,
  },
  'no-typescript': {
    en: () =>
      'No TypeScript compiler with an API was found in the application. Install its packages first. Applications on TypeScript 7: npx -p typescript@6 -p nest-iletimerkezi nest-iletimerkezi init',
    tr: () =>
      'Uygulamada API’si olan bir TypeScript derleyicisi bulunamadı. Önce paketlerini kurun. TypeScript 7 kullanan uygulamalarda: npx -p typescript@6 -p nest-iletimerkezi nest-iletimerkezi init',
  },
  'no-app-module': {
    en: (path) => `${path} was not found. Name the file of the application’s module with --module FILE.`,
    tr: (path) => `${path} bulunamadı. Uygulamanın modül dosyasını --module FILE ile belirtin.`,
  },
  'unreadable-json': {
    en: (path) => `${path} is not valid JSON.`,
    tr: (path) => `${path} geçerli bir JSON değil.`,
  },
  'module-not-editable': {
    en: (path) =>
      `${path} has no @Module({ imports: […] }) that can be edited. Add IletimerkeziModule.forRoot() and ConfigModule.forRoot() to its imports, then run the command again.`,
    tr: (path) =>
      `${path} içinde düzenlenebilecek bir @Module({ imports: […] }) yok. IletimerkeziModule.forRoot() ve ConfigModule.forRoot() çağrılarını imports listesine ekleyip komutu yeniden çalıştırın.`,
  },
  'file-exists': {
    en: (path) => `${path} exists already and is not overwritten. Name another folder with --dir NAME.`,
    tr: (path) => `${path} zaten var, üzerine yazılmaz. --dir NAME ile başka bir klasör belirtin.`,
  },
  'uncommitted-changes': {
    en: () =>
      'The working tree has uncommitted changes. Commit them (git add -A && git commit) or stash them (git stash -u), so that this change can be reviewed and undone separately; --allow-dirty continues anyway.',
    tr: () =>
      'Çalışma ağacında commit edilmemiş değişiklikler var. Bu değişikliği ayrı inceleyip geri alabilmek için commit edin (git add -A && git commit) ya da saklayın (git stash -u); --allow-dirty ile yine de devam edilir.',
  },
};

const NOTES: Readonly<Record<Note, Readonly<Record<Locale, string>>>> = {
  'no-test-runner': {
    en: `No test was added: the application has neither Jest nor Vitest. See ${DOCS}/testing.md`,
    tr: `Test eklenmedi: uygulamada Jest ya da Vitest yok. Bkz. ${DOCS}/testing.md`,
  },
  'jest-needs-options': {
    en: `The script "test" does not start Jest directly. Start Jest with node --experimental-vm-modules. See ${DOCS}/testing.md`,
    tr: `"test" betiği Jest’i doğrudan başlatmıyor. Jest’i node --experimental-vm-modules ile başlatın. Bkz. ${DOCS}/testing.md`,
  },
  'jest-needs-node-24': {
    en: `Jest requires ES modules in CommonJS from Node 24.9 on. For this version of Node set up the transform of ${DOCS}/testing.md#jest-with-commonjs`,
    tr: `Jest, CommonJS içinde ES modüllerini Node 24.9 ve sonrasında yükler. Bu Node sürümü için dönüşümü kurun: ${DOCS}/testing.md#jest-with-commonjs`,
  },
  'env-is-tracked': {
    en: '.env is tracked by git, so nothing was written to it: it would publish secrets. Set the variables of .env.example where the application runs.',
    tr: '.env git tarafından izleniyor; gizli değerler yayımlanmasın diye dosyaya yazılmadı. .env.example içindeki değişkenleri uygulamanın çalıştığı yerde tanımlayın.',
  },
  'own-webhook': {
    en: 'The application has a webhook for delivery reports already. No controller and no test were added.',
    tr: 'Uygulamada iletim raporları için bir webhook zaten var. Controller ve test eklenmedi.',
  },
  'no-repository': {
    en: 'The folder is not in a git repository: the changes cannot be undone with git.',
    tr: 'Klasör bir git deposunda değil: değişiklikler git ile geri alınamaz.',
  },
};

export const refusalText = (reason: Refusal, subject: string, locale: Locale): string =>
  REFUSALS[reason][locale](subject);
export const noteText = (note: Note, locale: Locale): string => NOTES[note][locale];

const RUNNERS = { jest: 'Jest', vitest: 'Vitest' } as const;

/** The line that says what was found. */
export function appText(app: HostApp, locale: Locale): string {
  const runner = app.runner ? RUNNERS[app.runner] : { tr: 'test aracı yok', en: 'no test runner' }[locale];
  const modules = { module: { tr: 'ES modülleri', en: 'ES modules' }[locale], commonjs: 'CommonJS' }[
    app.type
  ];
  const platform = { express: 'Express', fastify: 'Fastify' }[app.platform];
  return `Nest ${app.nest}, ${modules}, ${platform}, ${runner}`;
}

export const TEXTS = {
  nothing: {
    en: 'Nothing to do: the application has everything.',
    tr: 'Yapılacak bir şey yok: uygulamada her şey hazır.',
  },
  question: { en: 'Apply these changes? [y/N] ', tr: 'Bu değişiklikler uygulansın mı? [e/H] ' },
  declined: { en: 'Nothing was changed.', tr: 'Hiçbir şey değiştirilmedi.' },
  dryRun: { en: 'Dry run: nothing was changed.', tr: 'Deneme: hiçbir şey değiştirilmedi.' },
  installFailed: {
    en: 'The changes are in place, but the packages could not be installed.',
    tr: 'Değişiklikler yapıldı ama paketler kurulamadı.',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export function countsText({ changes }: Plan, locale: Locale): string {
  const created = changes.filter(({ before }) => before === undefined).length;
  const changed = changes.length - created;
  return locale === 'tr'
    ? `${created} yeni dosya, ${changed} değişiklik.`
    : `${created} new files, ${changed} changed.`;
}

/** The commands that come next. */
export function nextSteps(
  { packageManager }: HostApp,
  { isInstalled, port, locale }: { isInstalled: boolean; port: string; locale: Locale },
): string {
  const webhook = `http://127.0.0.1:${port}/${WEBHOOK_PATH}?token=<TOKEN>`;
  const run = packageManager === 'npm' ? 'npm run' : `${packageManager} run`;
  const install = [
    `${packageManager} install`,
    { tr: 'paketleri kurar', en: 'installs the packages' },
  ] as const;
  const steps: readonly (readonly [string, Record<Locale, string>])[] = [
    ...(isInstalled ? [] : [install]),
    [`${run} test`, { tr: 'yeni testi çalıştırır', en: 'runs the new test' }],
    [
      `npx iletimerkezi-emulator --port 4010 --webhook '${webhook}'`,
      {
        tr: 'sağlayıcının emülatörünü başlatır; TOKEN, .env içindeki ILETIMERKEZI_WEBHOOK_TOKENS değeridir',
        en: 'starts the emulator of the provider; TOKEN is ILETIMERKEZI_WEBHOOK_TOKENS in .env',
      },
    ],
    [`${run} start:dev`, { tr: 'uygulamayı başlatır', en: 'starts the application' }],
  ];
  const lines = steps.map(([command, what]) => `  # ${what[locale]}\n  ${command}`);
  return `${{ tr: 'Sıradaki adımlar:', en: 'Next:' }[locale]}\n\n${lines.join('\n')}`;
}
