import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpecDirectories } from '../test-support/directories.js';
import { AttemptMarkers } from './attempt-markers.js';

const BOOT = 'b0';
const ATTEMPT = { id: 'order', claim: 'claim' };

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

let root: string;
let bootIdFile: string;
beforeEach(() => {
  const directory = directories.make();
  root = join(directory, 'attempts');
  bootIdFile = join(directory, 'boot_id');
  writeFileSync(bootIdFile, `${BOOT}\n`);
});

function open(instance: string): AttemptMarkers {
  const markers = AttemptMarkers.open(root, instance, bootIdFile);
  if (markers === undefined) throw new Error('Attempts are not marked.');
  return markers;
}

describe('the markers of attempts', () => {
  it('let an attempt be sent whose sender was first, and prove nothing about it', () => {
    const [sender, other] = [open('sender'), open('other')];
    expect(sender.markSent(ATTEMPT)).toBe(true);
    expect(other.proveUnsent('sender', ATTEMPT)).toBe(false);
  });

  it('prevent the sender from sending an attempt that was proven unsent', () => {
    const [sender, other] = [open('sender'), open('other')];
    expect(other.proveUnsent('sender', ATTEMPT)).toBe(true);
    expect(sender.markSent(ATTEMPT)).toBe(false);
  });

  it('repeat a proof whose result another instance did not write', () => {
    open('sender');
    expect(open('other').proveUnsent('sender', ATTEMPT)).toBe(true);
    expect(open('third').proveUnsent('sender', ATTEMPT)).toBe(true);
  });

  it('decide about each attempt of an order separately', () => {
    const [sender, other] = [open('sender'), open('other')];
    expect(other.proveUnsent('sender', ATTEMPT)).toBe(true);
    expect(sender.markSent({ ...ATTEMPT, claim: 'next' })).toBe(true);
  });

  it('prove nothing about an instance that marks no attempts', () => {
    expect(open('other').proveUnsent('unmarked', ATTEMPT)).toBe(false);
  });

  it('prove nothing after the machine has restarted, and remove the markers of earlier boots', () => {
    open('sender');
    writeFileSync(bootIdFile, 'b1\n');
    expect(open('other').proveUnsent('sender', ATTEMPT)).toBe(false);
    expect(readdirSync(root)).toEqual(['b1']);
  });

  it('throw instead of letting an attempt be sent when the directory was removed, and mark the next one', () => {
    const sender = open('sender');
    rmSync(root, { recursive: true });
    expect(() => sender.markSent(ATTEMPT)).toThrow('ENOENT');
    expect(sender.markSent({ ...ATTEMPT, claim: 'next' })).toBe(true);
  });

  it('prove nothing about an attempt whose marker was removed with the directory', () => {
    const [sender, other] = [open('sender'), open('other')];
    expect(sender.markSent(ATTEMPT)).toBe(true);
    rmSync(root, { recursive: true });
    expect(() => sender.markSent({ ...ATTEMPT, claim: 'second' })).toThrow('ENOENT');
    expect(other.proveUnsent('sender', ATTEMPT)).toBe(false);
    sender.clear(ATTEMPT);
    expect(() => sender.markSent({ ...ATTEMPT, claim: 'third' })).toThrow('ENOENT');
    expect(sender.markSent({ ...ATTEMPT, claim: 'fourth' })).toBe(true);
  });

  it('are not used where the system reports no boot or the directory cannot be created', () => {
    expect(AttemptMarkers.open(root, 'sender', join(root, 'missing'))).toBeUndefined();
    writeFileSync(root, 'a file');
    expect(AttemptMarkers.open(root, 'sender', bootIdFile)).toBeUndefined();
  });

  it('are removed with the outcome of their attempt, and the directory with its instance', () => {
    const sender = open('sender');
    sender.markSent(ATTEMPT);
    sender.close();
    expect(readdirSync(join(root, BOOT, 'sender'))).toHaveLength(1);
    sender.clear(ATTEMPT);
    sender.clear(ATTEMPT);
    sender.close();
    expect(existsSync(join(root, BOOT, 'sender'))).toBe(false);
  });

  it('leave the directories of instances that may be alive or left attempts open', () => {
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const instance of ['ended', 'left-attempts', 'alive'])
      mkdirSync(join(root, BOOT, instance), { recursive: true });
    writeFileSync(join(root, BOOT, 'left-attempts', 'order.claim'), '');
    for (const instance of ['ended', 'left-attempts'])
      utimesSync(join(root, BOOT, instance), longAgo, longAgo);
    open('new');
    expect(readdirSync(join(root, BOOT)).toSorted()).toEqual(['alive', 'left-attempts', 'new']);
  });
});
