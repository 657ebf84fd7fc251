// Corrects the pages of TypeDoc for screen readers and the keyboard.

/** Marks the main part and the menus of a page. */
const markLandmarks = (html) =>
  html
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace(
      '<div class="col-sidebar">',
      '<div class="col-sidebar" role="complementary" aria-label="Contents">',
    )
    .replace('<nav id="tsd-sidebar-links"', '<nav id="tsd-sidebar-links" aria-label="Site"')
    .replace('<nav class="tsd-navigation"', '<nav class="tsd-navigation" aria-label="Packages"');

/** Removes the permalinks inside of `summary`, which is a button itself. The menu of the page links to the same sections. */
const removeNestedLinks = (html) =>
  html.replaceAll(/<summary\b.*?<\/summary>/gs, (summary) =>
    summary.replaceAll(/<a [^>]*class="tsd-anchor-icon".*?<\/a>/gs, ''),
  );

/** Gives each heading a level that is at most one below the heading before it. */
function levelHeadings(html) {
  let previous = 0;
  return html.replaceAll(/<h([1-6])\b/g, (tag, digit) => {
    const level = Math.min(Number(digit), previous + 1);
    previous = level;
    return level === Number(digit) ? tag : `${tag} aria-level="${level}"`;
  });
}

/** Lets the keyboard scroll tables, which scroll sideways where a page is narrow. */
const focusTables = (html) => html.replaceAll('<table>', '<table tabindex="0">');

/**
 * Corrects a page of the reference.
 * @param {string} html the page, as TypeDoc renders it
 * @returns {string}
 */
export const correctPage = (html) => levelHeadings(removeNestedLinks(markLandmarks(focusTables(html))));

/**
 * Lists the page of each group of the menu as the first entry of the group. TypeDoc links it in the button that opens the
 * group.
 * @template {{ text: string, path?: string, children?: Entry[] }} Entry
 * @param {readonly Entry[]} menu
 * @returns {Entry[]}
 */
export const linkInsideGroups = (menu) =>
  menu.map(({ children, ...page }) => {
    if (children === undefined) return page;
    const { path: _, ...group } = page;
    return { ...group, children: [{ ...page, text: 'Overview' }, ...linkInsideGroups(children)] };
  });
