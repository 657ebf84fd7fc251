import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { Database } from '../../../storage/database.js';
import { becomes } from '../../../test-support/becomes.js';
import { connectedThenClosed } from '../../../test-support/database.js';
import {
  isVerificationFree,
  lockCurrent,
  loseVerificationClaim,
  replaceVerificationToken,
  stealVerification,
} from '../../../test-support/ledger-tables.js';
import { entries, VerificationHarness } from '../../../test-support/verification-harness.js';
import type { ConsentVerification } from './consent-verification.js';

let harness: VerificationHarness;
beforeAll(async () => {
  harness = await VerificationHarness.open();
});
afterEach(() => harness.clear());
afterAll(() => harness.close());

/** Starts a run and closes its instance before the end. */
async function interrupt(verification: ConsentVerification) {
  const run = verification.run();
  await firstValueFrom(verification.progress$);
  await verification.stop();
  return run;
}

describe('a verification on several instances', () => {
  // guarantee: G-058
  it('runs once for a scheduled time on any number of instances', async () => {
    const { ledger, register, instance, verification } = await harness.start();
    await ledger.recordMany(entries(40));
    await register();
    const at = new Date('2026-01-15T00:00:00Z');
    const instances = [verification, instance(), instance(), instance()];
    const reports = await Promise.all(instances.map((one) => one.fire(at)));
    expect(reports.filter((report) => report !== undefined)).toHaveLength(1);
    // One that fires late finds that it ran.
    expect(await instance().fire(at)).toBeUndefined();
    expect(await verification.runs()).toMatchObject([{ fireAt: at, checked: 40 }]);
  });

  // guarantee: G-058
  it('refuses a second run while one is in progress', async () => {
    const { ledger, register, instance, verification } = await harness.start();
    await ledger.recordMany(entries(200));
    await register();
    const first = verification.run();
    await firstValueFrom(verification.progress$);
    await expect(instance().run()).rejects.toMatchObject({ code: 'verification-running' });
    expect(await first).toMatchObject({ checked: 200 });
  });

  // guarantee: G-060
  it('continues the run of an instance that stopped', async () => {
    const { ledger, register, instance, verification, states, ended } = await harness.start();
    await ledger.recordMany(entries(200));
    await register();
    const cut = new Database(harness.database.connection);
    const dying = instance({ on: cut });
    const death = dying.run().catch((error: unknown) => error);
    const { id } = await firstValueFrom(dying.progress$);
    // It can neither store results nor release the run.
    await cut.close();
    expect(await death).toBeInstanceOf(Error);
    expect(await verification.runs()).toMatchObject([{ id, state: 'running', checked: 100 }]);
    // While its lease lasts, no other instance continues the run.
    await expect(verification.run()).rejects.toMatchObject({ code: 'verification-running' });
    await dying.expire();
    instance({ enabled: true });
    expect(await ended()).toMatchObject({ id, state: 'done', confirmed: 200, requests: 200 });
    expect(await verification.runs()).toHaveLength(1);
    expect(await states()).toEqual({ confirmed: 200 });
  });

  it('leaves its run to another instance when it closes', async () => {
    const { ledger, register, instance, verification, states, ended } = await harness.start();
    await ledger.recordMany(entries(300));
    await register();
    expect(await interrupt(instance())).toMatchObject({ state: 'running' });
    instance({ enabled: true });
    expect(await ended()).toMatchObject({ state: 'done', confirmed: 300 });
    expect(await verification.runs()).toHaveLength(1);
    expect(await states()).toEqual({ confirmed: 300 });
  });

  it('leaves a run that it took over to the next instance when it closes', async () => {
    const { name, ledger, register, instance, verification } = await harness.start();
    await ledger.recordMany(entries(300));
    await register();
    const { id } = await interrupt(instance());
    const second = instance({ enabled: true });
    await firstValueFrom(second.progress$);
    await second.stop();
    expect(await isVerificationFree(harness.database.kysely, name, id)).toBe(true);
    expect(await verification.run()).toMatchObject({ id, state: 'done', confirmed: 300 });
  });

  it('abandons a run that another instance took over, and returns its progress', async () => {
    const { name, ledger, register, instance, clientOver } = await harness.start();
    await ledger.recordMany(entries(150));
    await register();
    let asked = 0;
    const ask = clientOver(async (url, init) => {
      asked += 1;
      if (asked <= 100) return fetch(url, init);
      // Another instance claims the run, as it does after the lease of this one expired.
      await stealVerification(harness.database.kysely, name);
      return fetch(url, init);
    });
    expect(await instance({ ask }).run()).toMatchObject({ state: 'running', checked: 100 });
  });

  it('does not end a run that another instance took over at the last moment', async () => {
    const { name, instance, events } = await harness.start();
    const run = await harness.database.kysely.transaction().execute(async (tx) => {
      // Counting what is left waits for this lock.
      await lockCurrent(tx);
      const report = instance().run();
      let taken = false;
      while (!taken) taken = await replaceVerificationToken(harness.database.kysely, name);
      return { report };
    });
    expect(await run.report).toMatchObject({ state: 'running' });
    expect(await events()).toEqual([]);
  });

  it('continues a run whose claim was committed although its response was lost', async () => {
    const { name, ledger, register, verification, instance } = await harness.start();
    await ledger.recordMany(entries(3));
    await register();
    const first = instance();
    await first.run();
    await loseVerificationClaim(harness.database.kysely, name);
    await expect(verification.run()).rejects.toMatchObject({ code: 'verification-running' });
    expect(await first.run()).toMatchObject({ state: 'done' });
  });

  it('is not claimed by an instance without a lease', async () => {
    const { instance, ledger, register } = await harness.start();
    await ledger.recordMany(entries(300));
    await register();
    expect(await interrupt(instance())).toMatchObject({ state: 'running' });
    const expired = instance();
    await expired.expire();
    await expect(expired.run()).rejects.toMatchObject({ code: 'verification-running' });
    expect(await instance().run()).toMatchObject({ state: 'done', confirmed: 300 });
  });

  it('checks no recipient after failed requests, and reports the reason', async () => {
    const { ledger, register, verification, emulator } = await harness.start();
    await ledger.recordMany(entries(20));
    await register();
    emulator.addFault({ endpoint: 'iys-check', fault: 'unavailable', times: 1_000 });
    expect(await verification.run()).toMatchObject({
      state: 'stopped',
      reason: expect.any(String),
      checked: 0,
      left: { registered: 20 },
    });
  });

  it('logs only the kind of a database error that stops it', async () => {
    const { instance, errors } = await harness.start();
    const gone = await connectedThenClosed(harness.database.connection);
    const late = instance({ on: gone, enabled: true });
    await becomes(() => errors.slice(0, 1), ['A verification was not continued: Error'], 90_000);
    expect(await late.fire(new Date())).toBeUndefined();
    expect(errors).toContain('Consents are not verified: Error');
  });
});
