import { isDraftStored } from './draft.js';

const KEY = 'demo.leftBuildAt';
/** A server that always seems to have a newer build must not keep the page reloading. */
const AT_MOST_EVERY_MS = 60_000;

let leaving: Promise<boolean> | undefined;

/**
 * After a rebuild the server no longer has the pieces that an open page would still fetch. Where it serves another
 * build than this page's, the page is loaded anew; not where that would lose recipients that are kept nowhere else.
 * Source: Vite, "Load error handling".
 * @returns whether the page is being left.
 */
export function leaveForNewerBuild(): Promise<boolean> {
  leaving ??= leave().finally(() => {
    leaving = undefined;
  });
  return leaving;
}

/** Pieces that no page asks for, such as those of a component, fail here. */
export function watchForNewerBuild(): void {
  addEventListener('vite:preloadError', () => void leaveForNewerBuild());
}

async function leave(): Promise<boolean> {
  try {
    const leftAt = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!isDraftStored() || Date.now() - leftAt < AT_MOST_EVERY_MS) return false;
    const response = await fetch('/', { cache: 'no-store' });
    const served = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!response.ok || entryOf(served) === entryOf(document)) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // No server, or no storage to remember by: the page stays and says what to do.
    return false;
  }
  location.reload();
  return true;
}

/** The name of a build's first script holds a hash of all the others' names. */
function entryOf(page: Document): string | null | undefined {
  return page.querySelector('script[type=module]')?.getAttribute('src');
}
