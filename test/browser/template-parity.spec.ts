import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { launchChromium } from '../support/launch.ts';
import { templateDigest, type TemplateDigest } from '../support/template-digest.ts';

declare const bundled: { templateDigest: (seed: number, rounds: number) => TemplateDigest };

const SEED = 20_261_129;
const ROUNDS = 100_000;

/** Runs a script of `support` in Node itself: in Jest's realm each access of a global object is slow. */
async function run(script: string, ...args: string[]): Promise<string> {
  const file = fileURLToPath(new URL(`../support/${script}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  return stdout;
}

async function digestInNode(): Promise<TemplateDigest> {
  const printed = await run('print-template-digest.ts', String(SEED), String(ROUNDS));
  const [rendered, faulty, hash = ''] = printed.trim().split(' ');
  return { rendered: Number(rendered), faulty: Number(faulty), hash };
}

async function digestInBrowser(): Promise<TemplateDigest> {
  const [script, browser] = await Promise.all([
    run('bundled-script.ts', './template-digest.ts'),
    launchChromium(),
  ]);
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    return await page.evaluate(([seed, rounds]) => bundled.templateDigest(seed, rounds), [
      SEED,
      ROUNDS,
    ] as const);
  } finally {
    await browser.close();
  }
}

it('gives the same text, parts and cost in Node and in Chromium, for 100,000 templates and values', async () => {
  const [inNode, inBrowser] = await Promise.all([digestInNode(), digestInBrowser()]);
  expect(inBrowser).toEqual(inNode);
  expect(inNode.rendered + inNode.faulty).toBe(ROUNDS);
  expect(inNode.rendered).toBeGreaterThan(ROUNDS / 10);
  expect(inNode.faulty).toBeGreaterThan(ROUNDS / 10);
  // Other input gives another hash.
  expect(templateDigest(SEED + 1, 1_000).hash).not.toBe(templateDigest(SEED, 1_000).hash);
});
