import { isDraftStored } from './draft.js';

const KEY = 'demo.leftBuildAt';
/** Limits reloads if the server always reports a newer build, or a module never loads. */
const AT_MOST_EVERY_MS = 60_000;

let leaving = Promise.resolve(false);

/**
 * After a rebuild the server no longer has the chunks that an open page loads on demand. Reloads the page if the server
 * has another build, unless a reload would lose recipients of the draft.
 * Source: Vite, "Load error handling".
 * @returns whether the page is being reloaded.
 */
export const leaveForNewerBuild = (): Promise<boolean> => leaveOnce(false);

/**
 * Reloads the page after a failure to show it, as `leaveForNewerBuild` does. If a module did not load, also for the same
 * build: the browser does not request a failed module again while the document is open.
 * Source: HTML, "fetch a single module script".
 */
export const leaveAfter = (error: unknown): Promise<boolean> => leaveOnce(isModuleFailure(error));

/** The browsers' errors have no code: "Failed to fetch dynamically imported module", "Importing a module script failed." */
const isModuleFailure = (error: unknown): boolean =>
  error instanceof TypeError && /\bmodule\b/i.test(error.message);

/** One after the other: the failure of a page is reported twice, as that of a module and as that of the page. */
function leaveOnce(evenForSameBuild: boolean): Promise<boolean> {
  leaving = leaving.then((isLeaving) => isLeaving || leave(evenForSameBuild));
  return leaving;
}

/** Handles failed chunks that are not pages, such as those of a component. */
export function watchForNewerBuild(): void {
  addEventListener('vite:preloadError', () => void leaveForNewerBuild());
}

async function leave(evenForSameBuild: boolean): Promise<boolean> {
  try {
    const leftAt = Number(sessionStorage.getItem(KEY) ?? 0);
    if (!isDraftStored() || Date.now() - leftAt < AT_MOST_EVERY_MS) return false;
    const response = await fetch('/', { cache: 'no-store' });
    const served = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!response.ok) return false;
    if (!evenForSameBuild && entryOf(served) === entryOf(document)) return false;
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
