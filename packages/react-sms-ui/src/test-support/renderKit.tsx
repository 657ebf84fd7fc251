import './browserGlobals.js';
import { expect } from '@jest/globals';
import { configure, render, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import { act, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Locale } from '../i18n/types.js';
import { contentCheck } from '../components/ContentCheck/contentCheckModule.js';
import { calendar } from '../components/DateTimeField/calendarModule.js';
import { offenderPanel } from '../components/SegmentCounter/offenderPanelModule.js';
import { columnChooser } from '../parts/columnChooserModule.js';
import { codeTexts } from '../parts/codeTextsModule.js';
import { reviewPreview } from '../components/SmsComposer/reviewPreviewModule.js';
import { savedActions } from '../components/SmsComposer/savedActionsModule.js';
import { scheduleInputs } from '../components/SmsComposer/scheduleModule.js';
import { testSend } from '../components/SmsComposer/testSendModule.js';
import { personalParts } from '../personal/personalModule.js';
import { SmsUiProvider } from '../provider/SmsUiProvider.js';

// Allows for a busy machine.
configure({ asyncUtilTimeout: 100_000 });

// Loaded on demand in a page; loaded here once, so that tests do not wait for them.
await Promise.all([
  calendar.load(),
  contentCheck.load(),
  offenderPanel.load(),
  codeTexts.load(),
  columnChooser.load(),
  personalParts.load(),
  reviewPreview.load(),
  savedActions.load(),
  scheduleInputs.load(),
  testSend.load(),
]);

/** 21 November 2026, 14:05 in Istanbul. */
export const NOW = Date.UTC(2026, 10, 21, 11, 5);

const inKit = (ui: ReactNode, locale: Locale): ReactNode => (
  <SmsUiProvider locale={locale} now={NOW} profile={{ characterMode: 'unicode' }}>
    {ui}
  </SmsUiProvider>
);

/** Renders below a provider with a fixed clock; `rerender` keeps the provider. */
export function renderKit(ui: ReactNode, locale: Locale = 'en'): RenderResult {
  const result = render(inKit(ui, locale));
  return { ...result, rerender: (next) => result.rerender(inKit(next, locale)) };
}

/**
 * Renders in Turkish, replaces each text as the translation of a browser does, by nested `font` elements, and renders in English.
 * @returns the text of the page
 */
export function rerenderTranslated(ui: ReactNode): string | null {
  const { container, rerender } = render(inKit(ui, 'tr'));
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.data.trim() === '' || text.parentElement?.closest('option, textarea, [translate=no]')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.append(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  }
  rerender(inKit(ui, 'en'));
  return container.textContent;
}

/** Fails with the names of the violated axe rules. Contrast is checked in a browser. */
export async function expectAccessible(container: HTMLElement): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

/** Renders on the server and hydrates there; fails on any warning or recoverable error. */
export async function expectHydrates(ui: ReactNode, locale: Locale = 'tr'): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.append(root);
  const { renderToString } = await import('react-dom/server');
  const errors: string[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => errors.push(words.map(String).join(' '));
  try {
    root.innerHTML = renderToString(inKit(ui, locale));
    // Server rendering is checked without a document in server.ssr.spec.tsx; here there is one.
    errors.length = 0;
    await act(async () => {
      hydrateRoot(root, inKit(ui, locale), {
        onRecoverableError: (problem) => errors.push(String(problem)),
      });
    });
  } finally {
    console.error = error;
  }
  expect(errors).toEqual([]);
  return root;
}
