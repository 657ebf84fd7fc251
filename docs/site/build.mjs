/**
 * Builds the site into docs/.site: `npx -y pnpm@12 docs:build`. Installs the generator first, then renders the pages and adds
 * the Storybook, the reference of the API, the pages as Markdown and llms.txt. Fails for a link that leads nowhere.
 * `--pages` leaves the Storybook and the reference out.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES, ROOT, resolveLink } from './pages.mjs';

const SITE = join(ROOT, 'docs/site');
const OUT = join(ROOT, 'docs/.site');
const isPagesOnly = process.argv.includes('--pages');
const base = process.env.SITE_BASE ?? '/';

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: SITE, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Rewrites the links of a page for its copy on the site: other pages are Markdown, too. */
function markdownOf(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return text.replaceAll(/\]\(([^)\s]+)\)/g, (link, href) => {
    const target = resolveLink(href, file);
    if (!target.startsWith('/')) return `](${target})`;
    const [path, anchor] = target.split('#');
    const page = `${path.replace(/\/$/, '/index')}.md`;
    return `](${base.replace(/\/$/, '')}${page}${anchor === undefined ? '' : `#${anchor}`})`;
  });
}

/** A folder that another build has written, and that the site contains. */
function embed(from, to, command) {
  if (!existsSync(join(ROOT, from, 'index.html')))
    throw new Error(`${from} is missing: npx -y pnpm@12 ${command}`);
  cpSync(join(ROOT, from), join(OUT, to), { recursive: true });
}

run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--loglevel=warn']);
run(join(SITE, 'node_modules/.bin/vitepress'), ['build', '.']);

for (const [file, route] of Object.entries(PAGES)) {
  if (file.startsWith('docs/site/')) continue;
  mkdirSync(dirname(join(OUT, route)), { recursive: true });
  writeFileSync(join(OUT, route), markdownOf(file));
}
// Its content is rendered by scripts alone.
const notFound = join(OUT, '404.html');
writeFileSync(
  notFound,
  readFileSync(notFound, 'utf8').replace(
    '<div id="app"></div>',
    `<div id="app"></div><noscript><main><h1>Page not found</h1><p><a href="${base}">Overview</a></p>` +
      `<p lang="tr">Sayfa bulunamadı. <a href="${base}tr/">Başlangıç sayfası</a></p></main></noscript>`,
  ),
);
writeFileSync(join(OUT, 'llms.txt'), markdownOf('llms.txt'));
cpSync(join(SITE, 'node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js'), join(OUT, 'mermaid.js'));
if (!isPagesOnly) {
  embed('packages/react-sms-ui/storybook-static', 'storybook', '--filter react-sms-ui storybook:build');
  embed('docs/api', 'api', 'docs:api');
}
console.log(`The site is in ${OUT}.`);
