import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from 'iletimerkezi-emulator';
import { LEDGER_FILE, loadedRecipient, singleRecipient, type ConsentsReport } from './consents-numbers.ts';
import { HostProcess, killServer } from './host-process.ts';
import type { Counts } from './loops.ts';
import { killPlan } from './plan.ts';

/** The database server is killed with the host at every n-th kill. */
const WITH_SERVER = 5;

/**
 * Kills a host at random moments while it loads permissions and registers them, lets the last one finish, and
 * counts the records in the ledger's export and at the registry.
 * @param records in the load; the load ends with them.
 */
export async function consentCrashLoop(kills: number, seed: number, records: number): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-crash-'));
  const emulator = await startEmulator();
  const singles = new Set<string>();
  let loaded = 0;
  const start = (life: string): HostProcess =>
    new HostProcess(
      new URL('consents-host.ts', import.meta.url),
      [dir, emulator.url, String(records), life],
      (line) => {
        const [word, first, second] = line
          .split(' ')
          .map((part, index) => (index === 0 ? part : Number(part)));
        if (word === 'loaded') loaded = Math.max(loaded, Number(first));
        if (word === 'recorded') singles.add(singleRecipient(Number(first), Number(second)));
      },
    );
  let host: HostProcess | undefined;
  try {
    for (const [kill, afterMs] of killPlan(kills, seed, [600]).entries()) {
      host = start(String(kill));
      await host.ready();
      // Without one record nothing would be proven.
      if (loaded === 0) await host.until(() => loaded > 0);
      await sleep(afterMs);
      if (kill % WITH_SERVER === WITH_SERVER - 1) killServer(dir);
      await host.kill();
    }
    host = start('finish');
    await host.end();
    const report = readReport(host.lines);
    if (!report.chain.valid) throw new Error(`The chain is broken at ${report.chain.position}.`);
    if (report.sync?.read !== records || report.sync.recorded !== records)
      throw new Error(`Of ${records} rows ${report.sync?.recorded} were recorded.`);

    const acknowledged = [...singles];
    for (let row = 0; row < records; row += 1) acknowledged.push(loadedRecipient(row));
    const ledger = await readLedger(join(dir, LEDGER_FILE));
    const atRegistry = new Map<string, number>();
    for (const { recipient } of emulator.snapshot().consents) {
      atRegistry.set(recipient, (atRegistry.get(recipient) ?? 0) + 1);
    }
    const isMarked = (recipient: string): boolean => ledger.get(recipient)?.at(0) === 'unknown';
    return {
      kills,
      acknowledged: acknowledged.length,
      accepted: acknowledged.filter((one) => atRegistry.has(one)).length,
      lost: acknowledged.filter(
        (one) => ledger.get(one)?.length !== 1 || (!atRegistry.has(one) && !isMarked(one)),
      ).length,
      held: acknowledged.filter(isMarked).length,
      sentTwice: [...atRegistry.values()].filter((times) => times > 1).length,
    };
  } finally {
    await host?.kill();
    killServer(dir);
    await emulator.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function readReport(lines: readonly string[]): ConsentsReport {
  const line = lines.at(-1);
  if (line?.startsWith('{') !== true) throw new Error('The last host ended before everything was decided.');
  return JSON.parse(line) as ConsentsReport;
}

/** Of each recipient in the export, how the registration of their records stands. */
async function readLedger(file: string): Promise<Map<string, string[]>> {
  const states = new Map<string, string[]>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, , recipient = '', , , , , , , , registration = ''] = line.split(';');
    const number = recipient.replace(/^'/, '');
    states.set(number, [...(states.get(number) ?? []), registration]);
  }
  return states;
}
