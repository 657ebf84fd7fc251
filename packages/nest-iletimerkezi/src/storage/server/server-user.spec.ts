import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isRoot, SpecDirectories } from '../../test-support/directories.js';
import { serverUser } from './server-user.js';

const directories = new SpecDirectories();
let system: string;
beforeEach(() => {
  system = directories.make();
});
afterAll(() => directories.removeAll());

const asRoot = () => ({ uid: 0, env: { PATH: system } });
/** Root can change the owner of a directory to any user; a plain user can only be the system user itself. */
const IDS = isRoot
  ? { uid: 4242, gid: 4343 }
  : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** Simulates a system with only these programs, on which the user does not exist before a program creates it. */
function withTools(tools: Record<string, string>, known = false): void {
  const made = join(system, 'made');
  if (known) writeFileSync(made, '');
  const id = `[ -e ${made} ] || exit 1\n[ "$1" = -u ] && echo ${IDS.uid} || echo ${IDS.gid}`;
  for (const [name, lines] of Object.entries({ id, ...tools })) {
    writeFileSync(join(system, name), `#!/bin/sh\necho "${name} $*" >> ${system}/calls\n${lines}\n`);
    chmodSync(join(system, name), 0o755);
  }
}

const makes = (): string => `: > ${join(system, 'made')}`;
const calls = (): string[] =>
  readFileSync(join(system, 'calls'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('id '));

describe('the user that runs the embedded server', () => {
  it('is the host’s own where that is not root, without a search', async () => {
    withTools({});
    expect(await serverUser(['/nowhere/data'], { ...asRoot(), uid: 1000 })).toEqual({ kind: 'host' });
    expect(existsSync(join(system, 'calls'))).toBe(false);
  });

  it('is the system user postgres for a root host, if there is one', async () => {
    withTools({ useradd: 'exit 1' }, true);
    expect(await serverUser([], asRoot())).toEqual({ kind: 'postgres', ...IDS });
    expect(calls()).toEqual([]);
  });

  it.each([
    ['Debian’s and Red Hat’s', 'groupadd', 'useradd', '--system'],
    ['BusyBox’s', 'addgroup', 'adduser', '-S'],
  ])('is created as a system user with %s tools', async (_, group, user, asSystem) => {
    // The group may exist already.
    withTools({ [group]: 'exit 9', [user]: makes() });
    expect(await serverUser([], asRoot())).toEqual({ kind: 'postgres', ...IDS });
    expect(calls()).toEqual([
      `${group} ${asSystem} postgres`,
      expect.stringMatching(`^${user} ${asSystem} .*postgres$`),
    ]);
  });

  it('is requested when it cannot be created', async () => {
    withTools({ groupadd: 'exit 1', useradd: 'exit 1' });
    await expect(serverUser([], asRoot())).rejects.toMatchObject({
      code: 'server-user-missing',
      message: expect.stringContaining('Create a system user named postgres'),
    });
  });
});

describe('the path to the data', () => {
  const closedTo = (mode: number, ids: { uid: number; gid: number }): string => {
    const above = join(directories.make(), 'above');
    mkdirSync(above);
    chmodSync(above, mode);
    if (isRoot) chownSync(above, ids.uid, ids.gid);
    return join(above, 'data');
  };
  const other = isRoot ? 1 : IDS.uid;

  it('is open to its owner, to its group, and to all users, according to its mode', async () => {
    withTools({}, true);
    const paths = [closedTo(0o700, IDS), closedTo(0o001, { uid: other, gid: other })];
    if (isRoot) paths.push(closedTo(0o010, { uid: other, gid: IDS.gid }));
    // A plain user owns what it creates, so the mode for all users does not apply to it.
    const own = isRoot ? paths : paths.slice(0, 1);
    expect(await serverUser(own, asRoot())).toEqual({ kind: 'postgres', ...IDS });
  });

  it('is reported when it is closed, with the possible fixes, where no capability opens it', async () => {
    withTools({}, true);
    const data = closedTo(0o077, IDS);
    await expect(serverUser(['/', data], asRoot())).rejects.toMatchObject({
      code: 'path-closed-to-server',
      message: expect.stringContaining(`cannot enter ${join(data, '..')}.`),
    });
    // Allows the cleanup to remove it.
    chmodSync(join(data, '..'), 0o755);
  });
});
