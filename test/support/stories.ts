import type { Page } from 'playwright-core';
import { storyUrl } from './storybook.js';

/** What Storybook says when a story and its play function ended. */
interface StoryFinished {
  storyId: string;
  status: string;
  reporters?: readonly { result?: unknown }[];
}

interface Channel {
  on: (event: string, listen: (data: never) => void) => void;
  emit: (event: string, data: unknown) => void;
}

declare global {
  interface Window {
    finishedStory?: StoryFinished;
    storyErrors?: string[];
    storyChannel?: Channel;
  }
}

/** Lets every page hear from Storybook's channel. Call once per page, before the first story. */
export async function watchStories(page: Page): Promise<void> {
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

/** Opens a story and waits until it was rendered and played. Answers with what went wrong in it. */
export async function openStory(
  page: Page,
  base: string,
  id: string,
  globals: Readonly<Record<string, string>>,
): Promise<string[]> {
  await page.goto(storyUrl(base, id, globals));
  await page.waitForFunction(() => window.finishedStory !== undefined);
  return page.evaluate(() => {
    const errors = window.storyErrors ?? [];
    const status = window.finishedStory?.status;
    return status === 'success' || errors.length > 0 ? errors : [`the story ended with "${status}"`];
  });
}

/** Turns the toolbar of an open story; its state stays. */
export async function setGlobals(page: Page, globals: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    (next) =>
      new Promise<void>((resolve) => {
        window.storyChannel?.emit('updateGlobals', { globals: next });
        // The story is rendered in the next tasks; two frames later it is on the screen.
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), 30);
      }),
    globals,
  );
}
