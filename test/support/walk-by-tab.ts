import type { Page } from 'playwright-core';

/** Sizes of a window of 1280 px at 200 % and at 400 % zoom. Source: WCAG 2.2, 1.4.10. */
export const ZOOMED = [
  { width: 640, height: 512 },
  { width: 320, height: 256 },
] as const;

const MAX_PRESSES = 400;
/** The share of the height that bars which stay in view may cover. */
const MAX_BARS = 0.25;

/**
 * Presses Tab through the entire page, or through the open dialog.
 * @returns every focused element that something covers, that is out of view or that shows no focus, bars that cover more than a
 * quarter of the height, and elements from which Tab does not lead on. Source: WCAG 2.2, 2.1.2, 2.4.7 and 2.4.11.
 */
export async function walkByTab(page: Page): Promise<{ focused: number; faults: string[] }> {
  const faults = new Set<string>();
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(0, 0);
  });
  for (let focused = 0; focused < MAX_PRESSES; focused += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(lookAtFocus, MAX_BARS);
    if (found === undefined) return { focused, faults: [...faults] };
    for (const fault of found) faults.add(fault);
    if (found.some((fault) => fault.startsWith('Tab leads back'))) return { focused, faults: [...faults] };
  }
  throw new Error('The Tab key does not leave the page.');
}

/** Runs in the page. @returns the faults of the focused element; undefined after the last one. */
function lookAtFocus(maxBars: number): string[] | undefined {
  const element = document.activeElement;
  const before = [...document.querySelectorAll('[data-was-focused]')];
  if (element === null || element === document.body || before.includes(element)) {
    for (const seen of before) seen.removeAttribute('data-was-focused');
    // Past the last element, the focus leaves the page or starts again. In a dialog it goes around.
    const isFirst = element?.getAttribute('data-was-focused') === 'first';
    const isTrap = element !== null && element !== document.body && !isFirst && !element.closest('dialog');
    return isTrap
      ? [`Tab leads back to ${element.localName}.${element.className} before the end`]
      : undefined;
  }
  element.setAttribute('data-was-focused', before.length === 0 ? 'first' : '');
  const nameOf = (one: Element): string =>
    `${one.localName}${one.classList.length > 0 ? `.${[...one.classList].join('.')}` : ''}${
      one.hasAttribute('data-slot') ? `[data-slot=${one.getAttribute('data-slot')}]` : ''
    } "${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 30)}"`;
  const faults: string[] = [];
  const bars = [...document.querySelectorAll('body *')].filter((one) => {
    const { position } = getComputedStyle(one);
    if (position !== 'fixed' && position !== 'sticky') return false;
    const box = one.getBoundingClientRect();
    const isWide = box.width > innerWidth / 2 && box.height > 0;
    const isStuck =
      box.top <= 1 ? box.bottom > 1 : box.bottom >= innerHeight - 1 && box.top < innerHeight - 1;
    return isWide && isStuck && !one.matches('dialog, .skip');
  });
  const covered = bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0);
  // Boxes that are only read by screen readers show their focus on the label.
  const own = element.getBoundingClientRect();
  const shown = own.width > 4 && own.height > 4 ? element : (element.closest('label') ?? element);
  const { left, top, width, height } = shown.getBoundingClientRect();
  const isLabel = (hit: Element): boolean =>
    [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit));
  let seen = 0;
  for (const across of [0.1, 0.5, 0.9]) {
    for (const down of [0.1, 0.5, 0.9]) {
      const [x, y] = [left + width * across, top + height * down];
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit === null || shown.contains(hit) || hit.contains(shown)) seen += 1;
      // An element that is taller than the rest of the window cannot be seen in full.
      else if (height < innerHeight - covered && !isLabel(hit))
        faults.push(`${nameOf(shown)} is covered by ${nameOf(hit)}`);
    }
  }
  if (seen < 4)
    faults.push(`${nameOf(shown)} is out of view: ${Math.round(top)} to ${Math.round(top + height)}`);

  // A group can show the focus of the field in it.
  let isMarked = false;
  for (let one: Element | null = element, up = 0; one !== null && up < 4; one = one.parentElement, up += 1) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    const isVisible = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    if (isVisible && !/\/ 0\)|, 0\)|transparent/.test(outlineColor)) isMarked = true;
  }
  if (!isMarked) faults.push(`${nameOf(shown)} shows no focus`);

  if (covered > innerHeight * maxBars)
    faults.push(`${bars.map(nameOf).join(', ')} cover ${Math.round(covered)} of ${innerHeight} px`);
  return faults;
}
