import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SpecDirectories } from '../../test-support/directories.js';
import { StorageError } from '../storage.errors.js';
import { serverFailure, unusable } from './data-directory.js';
import { postmasterPid, stop } from './postmaster.js';
import { commandAs } from './server-user.js';
import { prepareSocketDirectory, socketDirectory } from './socket-directory.js';

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

const HOST = { kind: 'host' } as const;

describe('the output of a PostgreSQL that did not start', () => {
  it.each([
    ['x\nFATAL:  could not write lock file: No space left on device\n', 'disk-full', /is full/],
    ['initdb: error: Disk quota exceeded', 'disk-full', /is full/],
    [
      'LOG:  starting\nFATAL:  the data is odd\nLOG:  bye\n',
      'server-failed',
      /: FATAL: {2}the data is odd\. See /,
    ],
    ['first\nlast output\n', 'server-failed', /: last output\. See /],
    ['', 'server-failed', /: it ended without output\. /],
  ])('%j is reported as %s, with the fix', (output, code, message) => {
    const error = serverFailure('/srv/data', output);
    expect(error).toBeInstanceOf(StorageError);
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
    expect(error.message).toContain('/srv/data');
  });
});

describe('an error of the file system', () => {
  it.each([
    ['ENOSPC', 'disk-full', /Free some space/],
    ['EDQUOT', 'disk-full', /Free some space/],
    ['EROFS', 'directory-read-only', /make this one writable/],
    ['EACCES', 'directory-read-only', /make this one writable/],
    ['EPERM', 'directory-read-only', /make this one writable/],
    ['EIO', 'directory-unusable', /\(EIO\)/],
  ])('%s is reported as %s, with the fix', (code, expected, message) => {
    const cause = Object.assign(new Error('no'), { code });
    const error = unusable('/srv/data', cause);
    expect([error.code, error.message, error.cause]).toEqual([
      expected,
      expect.stringMatching(message),
      cause,
    ]);
  });

  it.each([new Error('no'), 'a word', null, { code: 5 }])(
    'is reported without a reason where %p has none',
    (cause) => {
      expect(unusable('/srv/data', cause).message).toContain('(unknown reason)');
    },
  );
});

describe('the directory of the socket', () => {
  const long = `/${'x'.repeat(120)}`;

  it('is the data directory where its path is short enough for a socket', () => {
    expect(socketDirectory('/srv/data')).toBe('/srv/data');
  });

  it('is a short one, the same each time, where the path is too long', () => {
    const short = socketDirectory(long, '/var/tmp');
    expect(short).toMatch(/^\/var\/tmp\/iletimerkezi-[0-9a-f]{12}$/);
    expect(socketDirectory(long, '/var/tmp')).toBe(short);
    expect(socketDirectory(`${long}y`, '/var/tmp')).not.toBe(short);
  });

  it('is below /tmp where even the path of the system’s temporary directory is too long', () => {
    expect(socketDirectory(long, long)).toMatch(/^\/tmp\/iletimerkezi-/);
  });

  it('is created for its owner only, and used again where it exists', async () => {
    const directory = join(directories.make(), 'socket');
    await prepareSocketDirectory(directory, HOST);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    await expect(prepareSocketDirectory(directory, HOST)).resolves.toBeUndefined();
  });

  it.each([
    ['that others may enter', (path: string) => (mkdirSync(path), chmodSync(path, 0o755))],
    ['that is a file', (path: string) => writeFileSync(path, '')],
    ['that is a link', (path: string) => symlinkSync('/', path)],
  ])('is not one %s', async (_, make) => {
    const directory = join(directories.make(), 'socket');
    make(directory);
    await expect(prepareSocketDirectory(directory, HOST)).rejects.toMatchObject({
      code: 'socket-directory-taken',
    });
  });

  it('rejects with the file system’s error when it cannot be created', async () => {
    const directory = join(directories.make(), 'missing', 'socket');
    await expect(prepareSocketDirectory(directory, HOST)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(existsSync(directory)).toBe(false);
  });
});

describe('the lock file of the server', () => {
  const withPid = (content: string): string => {
    const data = directories.make();
    writeFileSync(join(data, 'postmaster.pid'), content);
    return data;
  };

  it('returns its process id, or undefined without one', async () => {
    expect(await postmasterPid(withPid('4711\n/srv/data\n'))).toBe(4711);
    expect(await postmasterPid(withPid('odd\n'))).toBeUndefined();
    expect(await postmasterPid(directories.make())).toBeUndefined();
  });

  it('throws when it cannot be read, instead of reporting a stopped server', async () => {
    const data = directories.make();
    mkdirSync(join(data, 'postmaster.pid'));
    await expect(postmasterPid(data)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('means that the server has stopped when it is missing', async () => {
    expect(await stop(directories.make())).toBe(true);
  });

  it('means that the server has not stopped in time when it remains', async () => {
    // Above the largest process id on Linux.
    expect(await stop(withPid('4194305\n'), 50)).toBe(false);
  });
});

describe('the command line of the server', () => {
  const args = ['-D', '/srv/data'];

  it('is the program itself for a host that is not root', () => {
    expect(commandAs(HOST, '/bin/postgres', args)).toEqual({ command: '/bin/postgres', args, ids: {} });
  });

  it('runs as the system user for root', () => {
    const user = { kind: 'postgres', uid: 101, gid: 102 } as const;
    expect(commandAs(user, '/bin/postgres', args)).toEqual({
      command: '/bin/postgres',
      args,
      ids: { uid: 101, gid: 102 },
    });
  });

  it('has the one capability that the user requires', () => {
    const user = { kind: 'postgres', uid: 101, gid: 102, capability: 'dac_read_search' } as const;
    const line = commandAs(user, '/bin/postgres', args);
    expect([line.command, line.ids]).toEqual(['setpriv', {}]);
    expect(line.args).toEqual(
      expect.arrayContaining([
        '--reuid=101',
        '--regid=102',
        '--ambient-caps=+dac_read_search',
        '/bin/postgres',
      ]),
    );
    expect(line.args.slice(-2)).toEqual(args);
  });
});
