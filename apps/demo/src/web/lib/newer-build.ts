import { isDraftStored } from './draft.js';

const KEY = 'demo.leftBuildAt';
/** Limits reloads if the server always reports a newer build. */
const AT_MOST_EVERY_MS = 60_000;

let leaving: Promise<boolean> | undefined;

/**
 * After a rebuild the server no longer has the chunks that an open page loads on demand. Reloads the page if the server
 * has another build, unless a reload would lose recipients of the draft.
 * Source: Vite, "Load error handling".
 * @returns whether the page is being reloaded.
 */
export function leaveForNewerBuild(): Promise<boolean> {
  leaving ??= leave().finally(() => {
    leaving = undefined;
  });
  return leaving;
}

/** Handles failed chunks that are not pages, such as those of a component. */
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
    // No server or no storage: the page stays and shows an error.
    return false;
  }
  location.reload();
  return true;
}

/** The name of the entry script contains a hash of all other names. */
function entryOf(page: Document): string | null | undefined {
  return page.querySelector('script[type=module]')?.getAttribute('src');
}
