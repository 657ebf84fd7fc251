/** Menus of both languages. Titles are the headings of the pages, so that a page has one name everywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, ROOT } from '../pages.mjs';

const fileOf = Object.fromEntries(Object.entries(PAGES).map(([file, route]) => [route, file]));

/** Returns the title of a page without Markdown. */
function titleOf(route) {
  const [, title = route] = /^# (.+)$/m.exec(readFileSync(join(ROOT, fileOf[route]), 'utf8')) ?? [];
  return title.replaceAll('`', '');
}

const addressOf = (route) => `/${route.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
const page = (route) => ({ text: titleOf(route), link: addressOf(route) });
const pages = (...names) => names.map((name) => page(`${name}.md`));
const external = (text, link) => ({ text, link, target: '_self' });

const decisions = Object.keys(fileOf)
  .filter((route) => /^decisions\/\d/.test(route))
  .toSorted();

/** The guides of a folder, these first. */
const FIRST_GUIDES = ['send', 'verify-phone', 'campaign', 'consents', 'webhooks'];
const guidesIn = (folder) => {
  const first = FIRST_GUIDES.map((name) => `${folder}${name}.md`);
  const others = Object.keys(fileOf).filter((route) => route.startsWith(folder) && !first.includes(route));
  return [...first, ...others.toSorted()].map((route) => page(route));
};

const tasks = [
  {
    text: 'First tasks',
    items: [page('installation.md'), ...guidesIn('guides/')],
  },
  {
    text: 'From test to production',
    items: pages('testing', 'iys-setup', 'going-live', 'deployment', 'upgrading'),
  },
  {
    text: 'More tasks',
    items: pages(
      'mcp',
      'transactions',
      'accounts',
      'short-links',
      'personal-campaigns',
      'campaign-content',
      'migrating-from-provider-sdk',
      'demo',
    ),
  },
];

const reference = [
  {
    text: 'Nest module',
    items: pages('sending', 'outbox', 'consents', 'phone-verification', 'webhooks', 'storage', 'errors'),
  },
  {
    text: 'React kit',
    items: [...pages('components'), external('Storybook', '/storybook/')],
  },
  {
    text: 'Packages',
    items: [
      ...pages(
        'packages/nest-iletimerkezi',
        'packages/react-sms-ui',
        'packages/iletimerkezi-core',
        'packages/iletimerkezi-emulator',
        'packages/iletimerkezi-mcp',
      ),
      { text: 'Emulator fidelity', link: '/packages/fidelity' },
      external('API of all packages', '/api/'),
    ],
  },
];

const background = [
  {
    text: 'Background',
    items: pages('architecture', 'guarantees', 'threat-model', 'performance', 'provider-sdk'),
  },
  { text: 'Decisions', items: [page('decisions/index.md'), ...decisions.map(page)] },
];

const turkishTasks = [
  {
    text: 'İlk adımlar',
    items: [page('tr/installation.md'), ...guidesIn('tr/guides/')],
  },
  {
    text: 'Kurulum ve canlıya geçiş',
    items: pages(
      'tr/iys-setup',
      'tr/going-live',
      'tr/short-links',
      'tr/personal-campaigns',
      'tr/campaign-content',
      'tr/phone-verification',
      'tr/mcp',
    ),
  },
];

const linksOf = (groups) => groups.flatMap(({ items }) => items).map(({ link }) => link);

const listed = new Set([tasks, reference, background, turkishTasks].flatMap(linksOf));
const others = Object.keys(fileOf).filter(
  (route) => !route.endsWith('index.md') && !listed.has(addressOf(route)),
);
const othersOf = (isTurkish) => others.filter((route) => route.startsWith('tr/') === isTurkish).map(page);

// A page that no group names is reachable all the same.
if (othersOf(false).length > 0) reference.push({ text: 'More', items: othersOf(false) });
if (othersOf(true).length > 0) turkishTasks.push({ text: 'Diğer', items: othersOf(true) });

/** The pages of one part of the site have the menu of that part. */
const sidebarOf = (...parts) =>
  Object.fromEntries(parts.flatMap((groups) => linksOf(groups).map((link) => [link, groups])));

/** Matches the current address against the pages of a part, for the mark of the current part. */
const matchOf = (groups) =>
  `^(?:${linksOf(groups)
    .map((link) => link.replace(/\/$/, '/(?:index)?'))
    .join('|')})(?:\\.html)?$`;

export const english = {
  nav: [
    { text: 'Tasks', link: '/guides/send', activeMatch: matchOf(tasks) },
    { text: 'Reference', link: '/sending', activeMatch: matchOf(reference) },
    { text: 'Background', link: '/architecture', activeMatch: matchOf(background) },
    external('Storybook', '/storybook/'),
  ],
  sidebar: sidebarOf(tasks, reference, background),
};

export const turkish = {
  nav: [
    { text: 'Kılavuzlar', link: '/tr/guides/send', activeMatch: matchOf(turkishTasks) },
    { text: 'Başvuru (İngilizce)', link: '/sending' },
    external('Storybook', '/storybook/'),
  ],
  sidebar: sidebarOf(turkishTasks),
};
