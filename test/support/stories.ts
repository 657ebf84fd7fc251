import type { Page } from 'playwright-core';
import { ACTION_TIMEOUT_MS } from './launch.ts';
import { storyUrl } from './storybook.ts';

/** Storybook's message at the end of a story and its play function. */
interface StoryFinished {
  storyId: string;
  status: string;
  reporters?: readonly { result?: unknown }[];
}

interface Channel {
  on: (event: string, listen: (data: never) => void) => void;
  once: (event: string, listen: (data: never) => void) => void;
  emit: (event: string, data: unknown) => void;
}

declare global {
  interface Window {
    finishedStory?: StoryFinished;
    storyErrors?: string[];
    storyChannel?: Channel;
  }
}

/** Subscribes a page to Storybook's channel. Call once per page, before the first story. */
export async function watchStories(page: Page): Promise<void> {
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  await page.addInitScript(() => {
    window.storyErrors = [];
    Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
      configurable: true,
      get: () => window.storyChannel,
      set: (next: Channel) => {
        window.storyChannel = next;
        next.on('storyFinished', (data: StoryFinished) => {
          window.finishedStory = data;
        });
        for (const event of ['storyThrewException', 'storyErrored', 'playFunctionThrewException']) {
          next.on(event, (error: { message?: string; description?: string }) => {
            window.storyErrors?.push(error.message ?? error.description ?? event);
          });
        }
      },
    });
  });
}

/** Opens a story, and waits until it was rendered, played and no longer changes. @returns its errors. */
export async function openStory(
  page: Page,
  base: string,
  id: string,
  globals: Readonly<Record<string, string>>,
): Promise<string[]> {
  await page.goto(storyUrl(base, id, globals));
  return endOfStory(page, id);
}

/**
 * Opens a story like `openStory`, but switches from the current story without a page load, which takes a seventh of the
 * processor time.
 */
export async function nextStory(
  page: Page,
  base: string,
  id: string,
  globals: Readonly<Record<string, string>>,
): Promise<string[]> {
  const current = await page.evaluate(() => window.finishedStory?.storyId);
  if (current === undefined || current === id) return openStory(page, base, id, globals);
  await page.evaluate(
    ([storyId, next]) => {
      delete window.finishedStory;
      window.storyErrors = [];
      window.storyChannel?.emit('updateGlobals', { globals: next });
      window.storyChannel?.emit('setCurrentStory', { storyId, viewMode: 'story' });
    },
    [id, globals] as const,
  );
  return endOfStory(page, id);
}

async function endOfStory(page: Page, id: string): Promise<string[]> {
  await page.waitForFunction((storyId) => window.finishedStory?.storyId === storyId, id);
  await settle(page);
  return page.evaluate(() => {
    const errors = window.storyErrors ?? [];
    const status = window.finishedStory?.status;
    return status === 'success' || errors.length > 0 ? errors : [`the story ended with "${status}"`];
  });
}

/** Changes globals of the toolbar. The open story keeps its state. Waits until it no longer changes. */
export async function setGlobals(page: Page, globals: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    (next) =>
      new Promise<void>((resolve) => {
        window.storyChannel?.once('storyRendered', () => resolve());
        window.storyChannel?.emit('updateGlobals', { globals: next });
      }),
    globals,
  );
  await settle(page);
}

/** Waits until fonts are loaded and the page has not changed for four frames. Components measure themselves and load parts on demand. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise<void>((resolve) => {
      let still = 0;
      const observer = new MutationObserver(() => {
        still = 0;
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      const frame = (): void => {
        still += 1;
        if (still < 4) requestAnimationFrame(frame);
        else {
          observer.disconnect();
          resolve();
        }
      };
      requestAnimationFrame(frame);
    });
  });
}
