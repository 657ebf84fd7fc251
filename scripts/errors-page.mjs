// Writes docs/errors.md from core's catalogue of codes, in both languages. A test keeps the page current.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  LOCAL_TEXTS,
  setupSectionOf,
  STATUS_CODES,
} from '../packages/iletimerkezi-core/dist/client/index.js';

const cell = (text) => (text ?? '').replaceAll('|', '\\|');
const explain = ({ title, meaning, fix }, place) =>
  cell(
    `**${title}.** ${meaning} ${fix}${place === undefined ? '' : ` [${place.label}](${place.page.replace('docs/', '')})`}`,
  );

/** The section of the setup guide on the step whose absence causes the error. */
const placeOf = (name, locale) => {
  const page = setupSectionOf(name)?.[locale];
  return page && { page, label: locale === 'tr' ? 'Kurulum' : 'Setup' };
};

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

/** The page's text. */
export function errorsPage() {
  const errors = STATUS_CODES.filter(({ subject, code }) => subject === 'call' && code !== 200);
  const progress = STATUS_CODES.filter(({ subject }) => subject !== 'call');
  return `# Errors

<!-- Written by \`node scripts/errors-page.mjs\` from iletimerkezi-core. Do not edit. -->

Every failure is an \`IletimerkeziError\`. Branch on \`code\`; texts may change. \`outcome\` says whether the provider carried the call out:
\`not-applied\`, \`applied\` or \`unknown\`. \`retryable\` is true when the very same call may be made again without doing anything twice.

When \`outcome\` is \`unknown\`, look the result up before you call again: the order in \`reports.orders()\`, the cancellation in \`reports.get()\`,
a consent with \`consents.check()\`, a block with \`blacklist.list()\`. The error's own \`hint\` says which.

\`describeError(error, 'tr')\` gives the text for people, in Turkish or English. Errors that a missing step of the account's setup causes
have a \`docUrl\`: the section of [Setting up the account and İYS](iys-setup.md) that describes the step.

## Codes of the provider

${table(
  ['code', '`error.code`', 'outcome', 'provider’s text', 'English', 'Türkçe'],
  errors.map(({ code, name, outcome, provider, en, tr }) => [
    code,
    `\`${name}\``,
    outcome,
    cell(provider),
    explain(en, placeOf(name, 'en')),
    explain(tr, placeOf(name, 'tr')),
  ]),
)}

## Errors without a code of the provider

${table(
  ['`error.code`', 'English', 'Türkçe'],
  Object.entries(LOCAL_TEXTS).map(([name, { en, tr }]) => [
    `\`${name}\``,
    explain(en, placeOf(name, 'en')),
    explain(tr, placeOf(name, 'tr')),
  ]),
)}

## Progress codes in reports

${table(
  ['code', 'name', 'provider’s text', 'English', 'Türkçe'],
  progress.map(({ code, name, provider, en, tr }) => [
    code,
    `\`${name}\``,
    cell(provider),
    cell(`${en.title}. ${en.meaning}`),
    cell(`${tr.title}. ${tr.meaning}`),
  ]),
)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../docs/errors.md', import.meta.url)), errorsPage());
}
