// Writes docs/errors.md from the tables of codes of core and of the module, in both languages. A test keeps the page current.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  DOCUMENTATION_URL,
  FAULT_TEXTS,
  LOCAL_TEXTS,
  setupSectionOf,
  STATUS_CODES,
} from '../packages/iletimerkezi-core/dist/client/index.js';
import { FILE_TEXTS } from '../packages/iletimerkezi-core/dist/files/index.js';
import { MODULE_ERROR_TEXTS } from '../packages/nest-iletimerkezi/build/common/error-texts.js';
import { MCP_TEXTS } from '../packages/iletimerkezi-mcp/dist/policy/mcp-texts.js';
import { OPTION_TEXTS } from '../packages/nest-iletimerkezi/build/options/option-texts.js';
import { STORAGE_REASONS } from '../packages/nest-iletimerkezi/build/common/storage-reasons.js';

const cell = (text) => (text ?? '').replaceAll('|', '\\|');
const explain = ({ title, meaning, fix }, place) =>
  cell([`**${title}.**`, meaning, fix, place && `[${place.label}](${place.page})`].filter(Boolean).join(' '));

/** The section of the setup guide on the step whose absence causes the error. */
const placeOf = (name, locale) => {
  const page = setupSectionOf(name)?.[locale];
  return (
    page && {
      page: page.replace(`${DOCUMENTATION_URL}docs/`, ''),
      label: locale === 'tr' ? 'Kurulum' : 'Setup',
    }
  );
};

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

/** Returns a code with the anchor for `docUrl`. A code that is in a table above has its anchor there. */
const anchored = (name) => `<a id="${name}"></a>\`${name}\``;

const textsTable = (texts, known = {}) =>
  table(
    ['`error.code`', 'English', 'Türkçe'],
    Object.entries(texts).map(([name, { en, tr }]) => [
      Object.hasOwn(known, name) ? `\`${name}\`` : anchored(name),
      explain(en, placeOf(name, 'en')),
      explain(tr, placeOf(name, 'tr')),
    ]),
  );

/** The page's text. */
export function errorsPage() {
  const errors = STATUS_CODES.filter(({ subject, code }) => subject === 'call' && code !== 200);
  const progress = STATUS_CODES.filter(({ subject }) => subject !== 'call');
  return `# Errors

<!-- Written by \`node scripts/errors-page.mjs\` from iletimerkezi-core. Do not edit. -->

Every error that the packages throw extends \`IletimerkeziError\` of \`iletimerkezi-core\`:

| field | meaning |
| --- | --- |
| \`code\` | Stable name to branch on. Texts may change; codes do not. |
| \`outcome\` | Whether the call had an effect: \`not-applied\`, \`applied\` or \`unknown\`. |
| \`retryable\` | Whether the same call may be repeated later without doing anything twice, and may then succeed. |
| \`docUrl\` | The URL of the code's row on this page. |
| \`params\` | Values that complete the text, such as a row number or an id. |

\`describeError(error, 'tr')\` returns the text for people, in Turkish or English; \`errorText(error, 'tr')\` returns it in three parts: \`title\`,
\`meaning\` and \`fix\`. \`{name}\` in the tables stands for a parameter. Messages, \`JSON.stringify(error)\` and \`console.log(error)\` contain no
credential, phone number or message text.

When \`outcome\` is \`unknown\`, look the result up before you call again: the order in \`reports.orders()\`, the cancellation in \`reports.get()\`,
a consent with \`consents.check()\`, a blacklist entry with \`blacklist.list()\`.

## Classes

| class | package | thrown when |
| --- | --- | --- |
| \`InputError\` | core | An input is not valid. \`faults\` lists every fault with its \`path\`. |
| \`ProviderError\` | core | The provider refused a call, or its answer cannot be used. It has \`endpoint\`, \`providerCode\`, \`providerMessage\` and \`httpStatus\`. |
| \`ConnectionError\` | core | No complete answer came. |
| \`CredentialsError\` | core | There are no credentials. |
| \`AbortedError\` | core | A call was cancelled by its signal or by the shutdown. |
| \`FileFormatError\` | core | A file cannot be read. |
| \`OutboxError\` | nest | The outbox cannot do what was asked. |
| \`LedgerError\`, \`ConsentRefusedError\` | nest | The consent ledger cannot do what was asked; an entry is not a valid consent record. |
| \`RecipientsWithheldError\`, \`TooManyToCheckError\` | nest | A commercial order was not sent because of its recipients' consents. |
| \`ImportError\`, \`VerificationError\` | nest | Another run of the same import or verification is active. |
| \`SenderNotApprovedError\` | nest | A sender is not among the account's approved ones. |
| \`StorageError\` | nest | The database or its server cannot be used. \`reason\` distinguishes the causes of one code; \`sqlState\` has PostgreSQL's code. |
| \`ConfigurationError\`, \`IletimerkeziOptionsError\` | nest | The module is configured wrongly. |

\`ProviderError\`, \`ConnectionError\`, \`CredentialsError\` and \`AbortedError\` extend \`CallError\`. \`isIletimerkeziError()\`, \`isCallError()\` and
\`isInputError()\` also recognize errors of another copy of the package.

## Codes of the provider

${table(
  ['code', '`error.code`', 'outcome', 'provider’s text', 'English', 'Türkçe'],
  errors.map(({ code, name, outcome, provider, en, tr }) => [
    code,
    anchored(name),
    outcome,
    cell(provider),
    explain(en, placeOf(name, 'en')),
    explain(tr, placeOf(name, 'tr')),
  ]),
)}

## Errors of calls without a code of the provider

${textsTable(LOCAL_TEXTS)}

## Faults of inputs

\`faults\` of an \`InputError\` lists every fault with \`path\`, \`code\`, its text and \`docUrl\`. Faults of consent records have the codes of
\`reviewConsent()\`, prefixed with \`consent-\`.

${table(
  ['`fault.code`', 'English', 'Türkçe'],
  Object.entries(FAULT_TEXTS).map(([code, { en, tr }]) => [
    `<a id="fault-${code}"></a>\`${code}\``,
    cell(en),
    cell(tr),
  ]),
)}

## Faults of options

\`faults\` of an \`IletimerkeziOptionsError\` lists every fault with \`path\`, \`code\`, its text and \`docUrl\`.

${table(
  ['`fault.code`', 'English', 'Türkçe'],
  Object.entries(OPTION_TEXTS).map(([code, { en, tr }]) => [
    `<a id="option-${code}"></a>\`${code}\``,
    cell(en),
    cell(tr),
  ]),
)}

## Files

${textsTable(FILE_TEXTS)}

## Errors of the module

${textsTable(MODULE_ERROR_TEXTS, Object.fromEntries(errors.map(({ name }) => [name, true])))}

These errors say when the same call may succeed. With the \`IletimerkeziExceptionFilter\` and the controller of phone verification, the response has
\`retryAt\` in its body and the header \`Retry-After\`:

| \`error.code\` | HTTP status | \`retryAt\` |
| --- | --- | --- |
| \`spend-limit-exceeded\` | 503 | The start of the next day or month in Türkiye. Absent when the message is larger than the cap: it never succeeds until the cap is raised. The same holds for direct sends. |
| \`phone-verification-limited\` | 429 | When all limits that were reached allow a message again. |
| \`outside-hours\` | 409 | When the sending hours begin. |

## Errors of the MCP server

${textsTable(MCP_TEXTS)}

## Reasons of storage errors

\`reason\` of a \`StorageError\` distinguishes the causes of one code. \`{detail}\` is what PostgreSQL or the operating system reported, in English.

${table(
  ['`error.reason`', '`error.code`', 'English', 'Türkçe'],
  Object.entries(STORAGE_REASONS).map(([reason, { code, en, tr }]) => [
    `\`${reason}\``,
    `\`${code}\``,
    explain(en),
    explain(tr),
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
