import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { EMBEDDED, PAGES, REPOSITORY, ROOT, slugOf, translationOf } from '../pages.mjs';
import { repositoryMarkdown } from './markdown.mjs';
import { english, turkish } from './navigation.mjs';
import { accessibleSearchBox, search, searchEnglishPagesInTurkish } from './search.mjs';
import { changeComponent } from './change-component.mjs';

/** The folder of the site on its server, such as `/iletimerkezi-toolkit/` on GitHub Pages. */
const base = process.env.SITE_BASE ?? '/';

const FOLDERS = ['docs', 'packages'];
const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !FOLDERS.includes(entry.name))
  .map(({ name }) => `${name}/**`);

/** For each route, the address of the page in the other language. */
const translations = Object.fromEntries(Object.values(PAGES).map((route) => [route, translationOf(route)]));

const inTheme = (file) => fileURLToPath(new URL(`theme/${file}`, import.meta.url));

const editLink = (text) => ({ pattern: `${REPOSITORY}/edit/main/:path`, text });

/** The pages are outside this folder, and import Vue once they are compiled. */
const vueOfThisFolder = {
  name: 'vue-of-this-folder',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!/^vue(?:\/|$)/.test(source) || !importer?.endsWith('.md')) return undefined;
    return this.resolve(source, fileURLToPath(import.meta.url), { skipSelf: true });
  },
};

/** The theme marks the main part of documents only. */
const mainLandmark = () =>
  changeComponent('VPContent.vue', [
    ['id="VPContent"', `id="VPContent" :role="isHome || page.isNotFound ? 'main' : undefined"`],
  ]);

/** The theme's heading of the menu is English in every language. */
const sidebarHeading = () =>
  changeComponent('VPSidebar.vue', [
    [
      '<script setup>',
      '<script setup>\nimport { useData as useSiteData } from "vitepress";\nconst { theme: siteTheme } = useSiteData();',
    ],
    [/\s+Sidebar Navigation\s+/, '{{ siteTheme.sidebarMenuLabel ?? "Menu" }}'],
  ]);

export default defineConfig({
  base,
  srcDir: ROOT,
  srcExclude: [
    ...folders,
    '*.md',
    'docs/{api,api-reports,.site}/**',
    'docs/site/.vitepress/**',
    'packages/*/{src,ui,docs,.storybook,storybook-static}/**',
    '**/CHANGELOG.md',
  ],
  outDir: fileURLToPath(new URL('../../.site', import.meta.url)),
  cacheDir: fileURLToPath(new URL('cache', import.meta.url)),
  rewrites: PAGES,
  cleanUrls: true,
  metaChunk: true,
  ignoreDeadLinks: [EMBEDDED],
  title: 'iletimerkezi toolkit',
  head: [
    ['link', { rel: 'icon', href: `${base}icon.svg`, type: 'image/svg+xml' }],
    ['meta', { name: 'theme-color', content: '#0b6e75' }],
  ],
  markdown: {
    config: repositoryMarkdown,
    // Braces are text, not attributes of the element before them.
    attrs: false,
    anchor: { slugify: slugOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: {
    publicDir: fileURLToPath(new URL('public', import.meta.url)),
    plugins: [
      vueOfThisFolder,
      accessibleSearchBox(),
      mainLandmark(),
      sidebarHeading(),
      searchEnglishPagesInTurkish(),
    ],
    resolve: {
      alias: [{ find: /^.*\/VPNavTranslations\.vue$/, replacement: inTheme('language-link.js') }],
    },
    build: { chunkSizeWarningLimit: 4000 },
  },
  themeConfig: {
    search,
    translations,
    socialLinks: [{ icon: 'github', link: REPOSITORY, ariaLabel: 'GitHub' }],
    logo: { src: '/icon.svg', alt: '' },
    outline: [2, 3],
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'SMS and İYS consents through iletiMerkezi for NestJS and React',
      themeConfig: {
        ...english,
        editLink: editLink('Edit this page on GitHub'),
        notFound: {
          title: 'Page not found',
          quote: 'The address may have changed. Use the search, or start from the overview.',
          linkText: 'Overview',
          linkLabel: 'Overview',
        },
      },
    },
    tr: {
      label: 'Türkçe',
      lang: 'tr',
      description: 'NestJS ve React uygulamalarından iletiMerkezi ile SMS ve İYS onayları',
      markdown: { codeCopyButton: { tooltipText: 'Kodu kopyala', copiedText: 'Kopyalandı' } },
      themeConfig: {
        ...turkish,
        editLink: editLink('Bu sayfayı GitHub’da düzenle'),
        outline: { level: [2, 3], label: 'Bu sayfada' },
        docFooter: { prev: 'Önceki', next: 'Sonraki' },
        darkModeSwitchLabel: 'Görünüm',
        lightModeSwitchTitle: 'Açık görünüme geç',
        darkModeSwitchTitle: 'Koyu görünüme geç',
        sidebarMenuLabel: 'Menü',
        navMenuLabel: 'Ana menü',
        mobileMenuLabel: 'Ana menü',
        extraMenuLabel: 'Diğer',
        returnToTopLabel: 'Sayfanın başına dön',
        langMenuLabel: 'Dili değiştir',
        skipToContentLabel: 'İçeriğe geç',
        notFound: {
          title: 'Sayfa bulunamadı',
          quote: 'Adres değişmiş olabilir. Arama yapın ya da başlangıç sayfasından ilerleyin.',
          linkText: 'Başlangıç sayfası',
          linkLabel: 'Başlangıç sayfası',
          link: '/tr/',
        },
      },
    },
  },
});
