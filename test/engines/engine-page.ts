/** A page of a browser engine. Journeys use it, so that one journey runs in every engine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;
const require = createRequire(import.meta.url);
const QUERIES = readFileSync(
  require.resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
);

/** Names an element as a person knows it. Testing Library finds it inside of the page, so every engine finds the same one. */
export type Target =
  | { readonly role: string; readonly name?: RegExp }
  | { readonly label: RegExp }
  | { readonly text: RegExp };

/** A regular expression that can be sent to a page. */
interface Pattern {
  source: string;
  flags: string;
}
interface SentTarget {
  role: string | undefined;
  name: Pattern | undefined;
  label: Pattern | undefined;
  text: Pattern | undefined;
}

declare global {
  interface Window {
    TestingLibraryDom?: typeof import('@testing-library/dom');
  }
}

/** Runs in the page. @returns the first visible element, or null. */
function findInPage({ role, name, label, text }: SentTarget): Element | null {
  const queries = window.TestingLibraryDom;
  if (queries === undefined) return null;
  const expression = (pattern: Pattern | undefined): RegExp =>
    new RegExp(pattern?.source ?? '', pattern?.flags ?? '');
  // Everything outside of an open modal dialog is inert.
  const root = document.querySelector<HTMLElement>('dialog:modal') ?? document.body;
  if (role !== undefined)
    return queries.queryAllByRole(root, role, name && { name: expression(name) })[0] ?? null;
  if (label !== undefined) return queries.queryAllByLabelText(root, expression(label))[0] ?? null;
  const matching = queries.queryAllByText(root, expression(text));
  return matching.find((element) => element.getClientRects().length > 0) ?? null;
}

/** Runs in the page. Sets a value as a choice in a list or a calendar does. */
function setInPage(element: Element, value: string): void {
  const prototype = element.localName === 'select' ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Runs in the page. Scrolls an element into view. @returns whether nothing covers its middle. */
function showInPage(element: Element): boolean {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit !== null && (element.contains(hit) || hit.contains(element));
}

const isFocused = (element: Element): boolean => document.activeElement === element;
const sent = (pattern: RegExp | undefined): Pattern | undefined =>
  pattern && { source: pattern.source, flags: pattern.flags };
const sentTarget = (target: Target): SentTarget => ({
  role: 'role' in target ? target.role : undefined,
  name: 'role' in target ? sent(target.name) : undefined,
  label: 'label' in target ? sent(target.label) : undefined,
  text: 'text' in target ? sent(target.text) : undefined,
});

/** The keys that journeys press. */
export type Key = 'Tab' | 'Enter' | 'Escape' | 'Control+Home' | 'Control+End';

/** A function that runs in the page, and so uses nothing outside of itself. */
export type PageWork = (...args: never[]) => unknown;

/** What an engine does with its own protocol. `Handle` refers to an element of the page. */
export interface Driver<Handle> {
  goto(url: string): Promise<void>;
  /** Runs a script without a result. */
  inject(script: string): Promise<void>;
  /** Runs a function in the page. Arguments are JSON values and elements. @returns its result, a JSON value. */
  call(work: PageWork, args: readonly unknown[]): Promise<unknown>;
  /** Runs a function in the page that returns an element or null. */
  find(work: PageWork, args: readonly unknown[]): Promise<Handle | undefined>;
  /** Clicks on the middle of an element that is in view. */
  click(element: Handle): Promise<void>;
  /** Clicks on a field and types with the keyboard. */
  type(element: Handle, text: string): Promise<void>;
  attach(element: Handle, path: string): Promise<void>;
  press(key: Key): Promise<void>;
  /** @returns the screen as a PNG file. */
  picture(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Finds elements and acts on them. Each action waits for its element, 30 s at most. */
export class EnginePage {
  readonly #driver: Driver<unknown>;
  readonly #origin: string;

  constructor(driver: Driver<unknown>, origin: string) {
    this.#driver = driver;
    this.#origin = origin;
  }

  /** Opens a page of the demo in English. @param path begins with a slash. */
  async open(path: string): Promise<void> {
    await this.openUrl(`${this.#origin}/icon.svg`);
    await this.#driver.call(() => localStorage.setItem('demo.locale', 'en'), []);
    await this.openUrl(`${this.#origin}${path}`);
  }

  /** Opens a page of any server. */
  async openUrl(url: string): Promise<void> {
    await this.#driver.goto(url);
  }

  async click(target: Target): Promise<void> {
    await this.#act(target, async (element) => {
      await this.#show(element);
      await this.#driver.click(element);
    });
  }

  /** Writes into an empty text field with the keyboard. */
  async write(target: Target, text: string): Promise<void> {
    await this.#act(target, async (element) => {
      await this.#show(element);
      await this.#driver.type(element, text);
    });
  }

  /** Chooses a value of a list. */
  async choose(target: Target, value: string): Promise<void> {
    await this.#act(target, async (element) => void (await this.#driver.call(setInPage, [element, value])));
  }

  async attach(target: Target, path: string): Promise<void> {
    await this.#act(target, (element) => this.#driver.attach(element, path));
  }

  async press(key: Key): Promise<void> {
    await this.#driver.press(key);
  }

  /** Waits until an element is displayed. */
  async see(target: Target): Promise<void> {
    await this.#act(target, async () => undefined);
  }

  /** Presses Tab until an element has the focus, 80 times at most. */
  async tabTo(target: Target): Promise<void> {
    await this.see(target);
    for (let presses = 0; presses < 80; presses += 1) {
      await this.press('Tab');
      const element = await this.#find(target);
      if (element !== undefined && (await this.#driver.call(isFocused, [element])) === true) return;
    }
    throw new Error(`The Tab key does not reach ${described(target)}.`);
  }

  /** Waits until a value that the page computes satisfies a condition. @returns it. */
  async until<Value>(what: string, read: () => Value, isRight: (value: Value) => boolean): Promise<Value> {
    let last: Value | undefined;
    await retried(async () => {
      const value = (await this.#driver.call(read, [])) as Value;
      last = value;
      if (!isRight(value)) throw new Error(`${what} is ${JSON.stringify(last)}`);
    }, what);
    return last as Value;
  }

  #act(target: Target, action: (element: unknown) => Promise<void>): Promise<void> {
    return retried(async () => {
      const element = await this.#find(target);
      if (element === undefined) throw new Error('it is not displayed');
      await action(element);
    }, described(target));
  }

  async #show(element: unknown): Promise<void> {
    if ((await this.#driver.call(showInPage, [element])) !== true)
      throw new Error('another element covers it');
  }

  async #find(target: Target): Promise<unknown> {
    const isReady = await this.#driver.call(() => window.TestingLibraryDom !== undefined, []);
    if (isReady !== true) await this.#driver.inject(QUERIES);
    return this.#driver.find(findInPage, [sentTarget(target)]);
  }
}

/** Repeats an action that fails before it has an effect. */
async function retried(action: () => Promise<void>, what: string): Promise<void> {
  const until = Date.now() + TIMEOUT_MS;
  for (;;) {
    try {
      await action();
      return;
    } catch (error) {
      if (Date.now() > until)
        throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
    }
    await pause(LOOK_EVERY_MS);
  }
}

function described(target: Target): string {
  if ('label' in target) return `field ${target.label}`;
  if ('text' in target) return `text ${target.text}`;
  return target.name === undefined ? target.role : `${target.role} ${target.name}`;
}
