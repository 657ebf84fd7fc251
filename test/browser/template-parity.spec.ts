import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { launchChromium } from '../support/launch.ts';
import { templateDigest, type TemplateDigest } from '../support/template-digest.ts';

declare const bundled: { templateDigest: (seed: number, rounds: number) => TemplateDigest };

const SEED = 20_261_129;
const ROUNDS = 100_000;

it('gives the same text, parts and cost in Node and in Chromium, for 100,000 templates and values', async () => {
  const script = execFileSync(
    process.execPath,
    [fileURLToPath(new URL('../support/bundled-script.ts', import.meta.url)), './template-digest.ts'],
    { env: { ...process.env, NODE_OPTIONS: '' }, encoding: 'utf8', maxBuffer: 2 ** 24 },
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const inBrowser = await page.evaluate(([seed, rounds]) => bundled.templateDigest(seed, rounds), [
      SEED,
      ROUNDS,
    ] as const);
    const inNode = templateDigest(SEED, ROUNDS);
    expect(inBrowser).toEqual(inNode);
    expect(inNode.rendered + inNode.faulty).toBe(ROUNDS);
    expect(inNode.rendered).toBeGreaterThan(ROUNDS / 10);
    expect(inNode.faulty).toBeGreaterThan(ROUNDS / 10);
    // Other input gives another hash.
    expect(templateDigest(SEED + 1, 1_000).hash).not.toBe(templateDigest(SEED, 1_000).hash);
  } finally {
    await browser.close();
  }
});
