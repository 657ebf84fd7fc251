/**
 * The pages of the site: which Markdown file of the repository is at which address, and where a link of a file leads on the
 * site. The files stay readable on GitHub: their links name files of the repository, and are resolved here.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const REPOSITORY = 'https://github.com/iletimerkezi-toolkit/iletimerkezi-toolkit';

/** Folders that the build adds to the site after its pages. Their content is checked by their own builds. */
export const EMBEDDED = /^\/(?:api|storybook)\//;

const markdownIn = (folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => `${folder}/${name}`);

/** Returns the route of a file as VitePress names it, such as `tr/going-live.md`. */
function routeOf(file) {
  const path = file
    .replace(/^docs\/site\//, '')
    .replace(/^docs\//, '')
    .replace(/^packages\/iletimerkezi-emulator\/FIDELITY\.md$/, 'packages/fidelity.md')
    .replace(/^(packages\/[^/]+)\/README\.md$/, '$1.md')
    .replace(/(^|\/)README\.md$/, '$1index.md');
  return path.endsWith('.tr.md') ? `tr/${path.replace(/\.tr\.md$/, '.md')}` : path;
}

const packagePages = readdirSync(join(ROOT, 'packages'))
  .flatMap((name) => [`packages/${name}/README.md`, `packages/${name}/FIDELITY.md`])
  .filter((file) => existsSync(join(ROOT, file)));

/** Each file with a page, and its route. */
export const PAGES = Object.fromEntries(
  [
    'docs/site/index.md',
    'docs/site/tr/index.md',
    ...markdownIn('docs'),
    ...markdownIn('docs/guides'),
    ...markdownIn('docs/decisions'),
    ...packagePages,
  ].map((file) => [file, routeOf(file)]),
);

const ROUTES = new Set(Object.values(PAGES));

/** Returns the address of a route without the base of the site: `/sending`, `/tr/`. */
const addressOf = (route) => `/${route.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;

/** Returns the address of the same page in the other language, or of that language's first page if there is none. */
export function translationOf(route) {
  const other = route.startsWith('tr/') ? route.slice(3) : `tr/${route}`;
  if (ROUTES.has(other)) return addressOf(other);
  return route.startsWith('tr/') ? '/' : '/tr/';
}

/**
 * Returns where a link of a file leads on the site: to another page, or to the file on GitHub. Throws if there is no such file.
 * @param {string} href as written in the file
 * @param {string} file the path of the file, from the root of the repository
 */
export function resolveLink(href, file) {
  if (/^[a-z]+:/.test(href) || href.startsWith('#')) return href;
  // Links to folders that the build adds, in the pages of the site alone.
  if (EMBEDDED.test(href)) return href;
  const [path, anchor] = href.split('#');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(path))).replace(/\/$/, '');
  if (target.startsWith('..') || !existsSync(join(ROOT, target)))
    throw new Error(`${file}: the link ${href} leads nowhere`);
  const route = PAGES[target] ?? PAGES[`${target}/README.md`];
  if (route !== undefined) return addressOf(route) + hash;
  const kind = statSync(join(ROOT, target)).isDirectory() ? 'tree' : 'blob';
  return `${REPOSITORY}/${kind}/main/${target}${hash}`;
}

/** Returns the id of a heading as GitHub makes it, so that anchors are the same here and there. */
export const slugOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
