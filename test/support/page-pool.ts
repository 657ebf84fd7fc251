import type { Browser, BrowserContextOptions, Disposable, Page } from 'playwright-core';
import { ACTION_TIMEOUT_MS } from './launch.ts';

interface Taken {
  readonly page: Page;
  readonly kind: string;
  readonly script: Disposable;
}

/**
 * Pools pages of one origin, each with its own browser profile. A released page is reused after its storage, its routes and
 * the pages that it opened were removed. A page in a new profile costs more than a second of processor time.
 */
export class PagePool {
  readonly #idle = new Map<string, Page[]>();
  readonly #taken: Taken[] = [];
  #uses = 0;

  /** @param blank URL of a document of the origin without scripts, such as an icon. */
  constructor(
    private readonly browser: Browser,
    private readonly blank: string,
  ) {}

  /** Returns an empty page. @param stored initial content of `localStorage` for each of its documents. */
  async take(options: BrowserContextOptions = {}, stored: Record<string, string> = {}): Promise<Page> {
    const kind = JSON.stringify(options);
    const page = this.#idle.get(kind)?.pop() ?? (await this.#create(options));
    this.#uses += 1;
    const script = await page.addInitScript(
      ([use, entries]) => {
        // The first document of this use finds what the use before left.
        if (sessionStorage.getItem('use') !== use) {
          localStorage.clear();
          sessionStorage.clear();
          sessionStorage.setItem('use', use);
        }
        for (const [key, value] of entries) localStorage.setItem(key, value);
      },
      [String(this.#uses), Object.entries(stored)] as const,
    );
    this.#taken.push({ page, kind, script });
    return page;
  }

  /** Releases all pages, which ends their connections. */
  async release(): Promise<void> {
    await Promise.all(this.#taken.splice(0).map((taken) => this.#release(taken)));
  }

  async #create(options: BrowserContextOptions): Promise<Page> {
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    return context.newPage();
  }

  async #release({ page, kind, script }: Taken): Promise<void> {
    try {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await script.dispose();
      for (const other of page.context().pages()) if (other !== page) await other.close();
      await page.goto(this.blank);
      await page.mouse.move(0, 0);
      this.#idle.set(kind, [...(this.#idle.get(kind) ?? []), page]);
    } catch {
      // The test closed the page, or its server is gone.
      await page.context().close();
    }
  }
}
