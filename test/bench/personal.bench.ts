/**
 * A million personal texts through the outbox, beside the same campaign with one text in the same run, and their preview. The
 * emulator is a process of its own, and shares the machine's cores with host and database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignMessage, CampaignRecipient } from 'nest-iletimerkezi';
import { type OutboxApp, openOutbox } from '../load/outbox-app.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { defineBench, QUICK, residentMb, row, summarise } from './harness.ts';
import { MemoryWatch } from './memory-watch.ts';

const RECIPIENTS = QUICK ? 20_000 : 1_000_000;
const WARM_UP = RECIPIENTS / 10;
const ONE_TEXT = 'one text for all';

type Outbox = OutboxApp['outbox'];

export default defineBench('personal', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-personal-'));
  const { child, url } = await startEmulatorProcess();
  const opened = await openOutbox({ dir, baseUrl: url, run: true });
  try {
    const { outbox } = opened;
    await sent(outbox, personal(WARM_UP, '533'), TEMPLATE);
    const before = residentMb();
    const watch = new MemoryWatch();
    const common = await sent(outbox, numbers(RECIPIENTS, '530'), { kind: 'transactional', text: TEXT });
    const own = await sent(outbox, personal(RECIPIENTS, '531'), TEMPLATE);
    const grown = watch.stop() - before;
    const previewWatch = new MemoryWatch();
    const beforePreview = residentMb();
    const started = performance.now();
    await outbox.previewMany(personal(RECIPIENTS, '532'), TEMPLATE);
    const previewed = (performance.now() - started) / 1_000;
    const previewGrown = previewWatch.stop() - beforePreview;
    const count = RECIPIENTS.toLocaleString('en');
    return [
      row({
        case: `${count} personal texts, enqueued and submitted`,
        unit: 's',
        ours: summarise([own]),
        peers: { [ONE_TEXT]: summarise([common]) },
        bar: { peers: { [ONE_TEXT]: 1 / 3 } },
        higherIsBetter: false,
      }),
      row({
        case: 'memory above the start, most',
        unit: 'MB',
        ours: summarise([grown]),
        bar: { max: 200 },
        higherIsBetter: false,
      }),
      row({
        case: `preview of ${count} personal texts`,
        unit: 's',
        ours: summarise([previewed]),
        peers: { [`${ONE_TEXT}, enqueued and submitted`]: summarise([common]) },
        bar: { peers: { [`${ONE_TEXT}, enqueued and submitted`]: 1 } },
        higherIsBetter: false,
      }),
      row({
        case: 'memory of the preview above its start, most',
        unit: 'MB',
        ours: summarise([previewGrown]),
        bar: { max: 200 },
        higherIsBetter: false,
      }),
    ];
  } finally {
    await opened.app.close();
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
});

const TEXT = 'Merhaba, 1 puan kazandınız';
const TEMPLATE: CampaignMessage = { kind: 'transactional', template: 'Merhaba {ad}, {puan} puan kazandınız' };

/** Returns the seconds until the provider has accepted the complete campaign. */
async function sent(
  outbox: Outbox,
  rows: Iterable<CampaignRecipient>,
  message: CampaignMessage,
): Promise<number> {
  const started = performance.now();
  const campaign = await outbox.enqueueMany(rows, message);
  for (;;) {
    const { submitted, recipients } = await campaign.progress();
    if (submitted === recipients) return (performance.now() - started) / 1_000;
    await sleep(50);
  }
}

function* numbers(count: number, carrier: string): Generator<string> {
  for (let n = 0; n < count; n += 1) yield `+90${carrier}${String(n).padStart(7, '0')}`;
}

/** Every text differs from the others. */
function* personal(count: number, carrier: string): Generator<CampaignRecipient> {
  let n = 0;
  for (const to of numbers(count, carrier)) yield { to, values: { ad: 'Ömer', puan: String((n += 1)) } };
}
