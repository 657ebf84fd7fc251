// The project's vocabulary: terms that are not used, and what to write. `node scripts/vocabulary.mjs [PATH…]` lists every use in
// the sources, tests and pages, and exits with 1 if there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';

/** Terms in names, comments, texts and pages. `except` matches legitimate uses, with the surrounding words. */
const TERMS = [
  { avoid: /\brooms?\b/i, write: 'folder or module', except: /less room in each SMS/ },
  { avoid: /\bhouse rules?\b/i, write: 'conventions' },
  { avoid: /lane[- ]?pump/i, write: 'OrderWorker' },
  { avoid: /[a-z]Desk\b|\bdesk\b/, write: 'harness' },
  { avoid: /\bgather(s|ed|er|ing)?\b/i, write: 'batch or collect' },
  { avoid: /\bbell\b|\brings\b/i, write: 'notify', except: /focus rings/ },
  { avoid: /\bcomplain(s|ed|t|ts|ing)?\b/i, write: 'report or onError' },
  { avoid: /\btells?\b|\btold\b/i, write: 'report, return or emit', except: /KVKK art\. 11\).*/ },
  { avoid: /strangers?\b/i, write: 'unknown recipients, other accounts' },
  { avoid: /giveBack|inHand\b|\bgives? back\b|\bgiven back\b/i, write: 'release or return' },
  { avoid: /\bmend(s|ed)?\b/i, write: 'fix' },
  { avoid: /\bfates?\b/i, write: 'outcome' },
  { avoid: /\bnovelty\b/i, write: 'deduplication' },
  { avoid: /takeOver\b/, write: 'acquireExpiredLease or applyReport' },
  {
    avoid: /\bwhole\b/i,
    write: 'all, complete, entire or valid',
    // The last is quoted from the provider's manifest.
    except: /whole (number|credit|second|minute|hour|day)s?|one bad record fails the whole request/i,
  },
  { avoid: /\blanding|\blanded\b|\blands\b/i, write: 'registered, registration grace period' },
  { avoid: /checkTurns|\btakes? turns\b/i, write: 'rate limiter' },
  {
    avoid: /\bpaces\b|\bPACE_|\bPace(?:[A-Z]\w*)?\b|\w(?:Pace)\b/,
    write: 'rate limit, rate limiter, delays',
  },
  { avoid: /PATIENCE/, write: 'timeout' },
  { avoid: /letter for letter/i, write: 'exactly' },
  { avoid: /goesOn\b|\bgoes on\b|\bgo on\b|\bwent on\b/i, write: 'continues, enabled' },
  { avoid: /\bunder ?way\b/i, write: 'in flight' },
  { avoid: /\bfor good\b/i, write: 'permanently' },
  { avoid: /\bnobody('s|’s)?\b/i, write: 'no one in a sentence about people; otherwise name the component' },
  { avoid: /\bby (itself|themselves)\b/i, write: 'automatically, separately' },
  { avoid: /as well as it can\b/i, write: 'say what it does' },
  { avoid: /no repetition cures|until somebody acts/i, write: 'not retryable without operator action' },
  { avoid: /left to the lease/i, write: 'the lease expires and another instance marks the order' },
  { avoid: /to whom they may not/i, write: 'recipients without consent' },
  { avoid: /what it cannot know/i, write: 'ambiguous outcomes are reported' },
  { avoid: /asks nobody/i, write: 'makes no network call' },
  { avoid: /record it rests on/i, write: 'the record it comes from' },
  { avoid: /its own words are/i, write: 'see the file' },
  { avoid: /correct where it costs money/i, write: 'what the toolkit does, in sentences' },
];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files that name the terms: this one, published history, migrations that were released, and old names beside the new ones. */
const IGNORED =
  /^\.changeset\/|\/migrations\/00\d\d-|^scripts\/vocabulary\.mjs$|CHANGELOG\.md$|^docs\/upgrading\.md$|^pnpm-lock\.yaml$/;
const TEXT = /\.(?:[cm]?[jt]sx?|md|json|ya?ml|css|html|sql|sh|txt)$|^\.ci\/run$/;

/** Uses of avoided terms in one text. */
export function usesIn(text) {
  return text.split('\n').flatMap((line, index) =>
    TERMS.filter(({ avoid, except }) =>
      avoid.test(except ? line.replaceAll(new RegExp(except, 'gi'), '') : line),
    ).map(({ avoid, write }) => ({
      line: index + 1,
      term: avoid.exec(line)?.[0] ?? '',
      write,
      text: line.trim(),
    })),
  );
}

function main() {
  const { positionals } = readCommandLine(
    `
Usage: check:vocabulary [PATH…]

Lists uses of terms that the project avoids, in all files of git or below the paths, and what to write.
`,
    {},
    { allowPositionals: true },
  );
  const files = execFileSync('git', ['ls-files', ...positionals], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => TEXT.test(file) && !IGNORED.test(file));
  const uses = files.flatMap((file) =>
    usesIn(readFileSync(`${root}${file}`, 'utf8')).map((use) => ({ file, ...use })),
  );
  for (const { file, line, term, write, text } of uses) {
    console.error(`${file}:${line}: “${term}”, write: ${write}\n    ${text.slice(0, 150)}`);
  }
  console.log(`${files.length} files checked, ${uses.length} uses`);
  if (uses.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
