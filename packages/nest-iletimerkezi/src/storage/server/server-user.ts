import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StorageError } from '../storage.errors.js';

const run = promisify(execFile);

/**
 * The user that runs the server. PostgreSQL refuses to run as root, so a root host runs it as the system user `postgres`.
 * If that user cannot enter the directories above the data or the programs (a project below /root), the server gets
 * one capability that allows it.
 */
export type ServerUser =
  | { readonly kind: 'host' }
  | {
      readonly kind: 'postgres';
      readonly uid: number;
      readonly gid: number;
      readonly capability?: Capability;
    };

type Capability = 'dac_read_search' | 'dac_override';

/** Bits of CapPrm in /proc/self/status, see capabilities(7). The narrower one is first. */
const CAPABILITY_BITS: readonly (readonly [Capability, bigint])[] = [
  ['dac_read_search', 2n],
  ['dac_override', 1n],
];

/** The user of the process, and where to find the system's tools. */
export interface Host {
  readonly uid: number | undefined;
  readonly env: NodeJS.ProcessEnv;
}

const THIS_PROCESS: Host = { uid: process.getuid?.(), env: process.env };

/** @param paths what the server must reach: its programs and its data directory. They must exist. */
export async function serverUser(
  paths: readonly string[],
  { uid, env }: Host = THIS_PROCESS,
): Promise<ServerUser> {
  if (uid !== 0) return { kind: 'host' };
  const ids = (await findUser(env)) ?? (await makeUser(env));
  const closed = await firstClosed(paths, ids);
  if (closed === undefined) return { kind: 'postgres', ...ids };
  const capability = await offeredCapability(env);
  if (capability !== undefined) return { kind: 'postgres', ...ids, capability };
  throw new StorageError('path-closed-to-server', { directory: closed });
}

/** Returns the command line that runs a program as that user. */
export function commandAs(
  user: ServerUser,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; ids: { uid?: number; gid?: number } } {
  if (user.kind === 'host') return { command: program, args: [...args], ids: {} };
  const { uid, gid, capability } = user;
  if (capability === undefined) return { command: program, args: [...args], ids: { uid, gid } };
  // The capability takes effect only with the next exec, and the program is in the closed directory, so a shell runs in
  // between.
  return {
    command: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      '--',
      '/bin/sh',
      '-c',
      'exec "$0" "$@"',
      program,
      ...args,
    ],
    ids: {},
  };
}

async function findUser(env: NodeJS.ProcessEnv): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', 'postgres'], { env }),
      run('id', ['-g', 'postgres'], { env }),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Tries Debian's and Red Hat's tools first, then BusyBox's. The group may exist without the user. */
async function makeUser(env: NodeJS.ProcessEnv): Promise<{ uid: number; gid: number }> {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['groupadd', ['--system', 'postgres']],
    ['useradd', ['--system', '--no-create-home', '--gid', 'postgres', 'postgres']],
    ['addgroup', ['-S', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-G', 'postgres', 'postgres']],
  ];
  let cause: unknown;
  for (const [tool, args] of ways) {
    try {
      await run(tool, args, { env });
    } catch (error) {
      cause = error;
    }
    const made = await findUser(env);
    if (made) return made;
  }
  throw new StorageError('server-user-missing', {}, { cause });
}

/** Returns the first directory on the path that the user may not enter. */
async function firstClosed(
  paths: readonly string[],
  { uid, gid }: { uid: number; gid: number },
): Promise<string | undefined> {
  for (const path of paths) {
    const parents: string[] = [];
    for (let above = dirname(path); above !== dirname(above); above = dirname(above)) parents.unshift(above);
    for (const directory of parents) {
      const status = await stat(directory);
      const executeBit = status.uid === uid ? 0o100 : status.gid === gid ? 0o010 : 0o001;
      if ((status.mode & executeBit) === 0) return directory;
    }
  }
  return undefined;
}

async function offeredCapability(env: NodeJS.ProcessEnv): Promise<Capability | undefined> {
  try {
    await run('setpriv', ['--version'], { env });
    const permitted = /^CapPrm:\s*([0-9a-f]+)$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
    if (permitted === undefined) return undefined;
    const bits = BigInt(`0x${permitted}`);
    return CAPABILITY_BITS.find(([, bit]) => ((bits >> bit) & 1n) === 1n)?.[0];
  } catch {
    return undefined;
  }
}
