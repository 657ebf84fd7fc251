/** The process of one engine, which hands its results to the runner. Arguments: the engine, the folder of pictures. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemo } from 'demo';
import { servePages } from '../bench/report-table-pages.ts';
import { endWithParent, handOver } from '../support/contained.ts';
import { EnginePage } from './engine-page.ts';
import { ENGINES, type Browser, type EngineName } from './engines.ts';
import { JOURNEYS, type Journey } from './journeys.ts';
import type { EngineRun, JourneyResult } from './run.ts';

endWithParent();
const [name = '', pictures = ''] = process.argv.slice(2);
handOver(await runEngine(name as EngineName));

async function runEngine(engine: EngineName): Promise<EngineRun> {
  const program = ENGINES[engine].find();
  if (program === undefined) throw new Error(`${engine} is not installed.`);
  const demo = await startDemo({ delays: { acceptMs: 300, deliveryMs: [300, 3000] } });
  const pages = await servePages(['ours']);
  const browser = await ENGINES[engine].launch(program);
  const results: JourneyResult[] = [];
  for (const journey of JOURNEYS) results.push(await runJourney(browser, journey));
  await browser.close();
  pages.close();
  await demo.close();
  return { version: browser.version, results };

  async function runJourney(within: Browser, journey: Journey): Promise<JourneyResult> {
    const start = performance.now();
    const driver = await within.open();
    let problem: string | undefined;
    try {
      await journey.run(new EnginePage(driver, demo.url), { demo, tableUrl: pages.url('ours') });
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      const file = join(mkdtempSync(join(pictures, `${engine}-`)), 'screen.png');
      writeFileSync(file, await driver.picture());
      problem += ` (picture: ${file})`;
    }
    await driver.close();
    return { name: journey.name, seconds: (performance.now() - start) / 1000, problem };
  }
}
