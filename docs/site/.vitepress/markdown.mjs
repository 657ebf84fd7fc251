/** Markdown of the repository on the site: links, diagrams and tables. */
import { posix, relative } from 'node:path';
import { PAGES, resolveLink, ROOT } from '../pages.mjs';

const sourceOf = (env) =>
  relative(ROOT, env.realPath ?? env.path)
    .split('\\')
    .join('/');

/** Replaces the targets of links, which name files of the repository, by addresses of the site. */
function links(md) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    // The theme renders titles apart, without a page.
    if (env.path === undefined) return;
    const file = sourceOf(env);
    const isTurkish = PAGES[file]?.startsWith('tr/') ?? false;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href) token.attrSet('href', resolveLink(href, file));
      if (isTurkish && token.attrGet('class') === 'header-anchor')
        token.attrSet(
          'aria-label',
          token.attrGet('aria-label').replace(/^Permalink to (.+)$/, 'Bölümün bağlantısı: $1'),
        );
      const source = token.type === 'image' ? token.attrGet('src') : null;
      // Vite finds images by their path from the root.
      if (source && !/^[a-z]+:/.test(source))
        token.attrSet('src', `/${posix.join(posix.dirname(file), source)}`);
    }
  });
}

/** Renders `mermaid` blocks as diagrams. The source stays readable without scripts. */
function diagrams(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content } = tokens[index];
    if (info.trim() !== 'mermaid') return fence(tokens, index, options, env, self);
    return `<DiagramFigure source="${md.utils.escapeHtml(content)}" />`;
  };
}

/** Lets wide tables scroll by keyboard, too. */
function tables(md) {
  md.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
}

/** Keeps `{{` as text. Pages become templates of Vue, which would evaluate what follows. */
function braces(md) {
  const { code_inline: code, text } = md.renderer.rules;
  md.renderer.rules.code_inline = (tokens, index, ...rest) => {
    tokens[index].attrSet('v-pre', '');
    return code(tokens, index, ...rest);
  };
  md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;');
}

export function repositoryMarkdown(md) {
  links(md);
  diagrams(md);
  tables(md);
  braces(md);
}
