import { createRequire } from 'node:module';
import { Socket } from 'node:net';

/** Fails a unit spec that starts a process, and with it a database or a browser, or connects to PostgreSQL. */
const require = createRequire(import.meta.url);
const processes = require('node:child_process');

const refuse = (what) => () => {
  throw new Error(
    `A unit spec ${what}. Mark it with a line `, // starts: PostgreSQL` so that jest.unit.js leaves it out.`,
  );
};

processes.ChildProcess.prototype.spawn = refuse('starts a process');
for (const name of ['spawnSync', 'execSync', 'execFileSync']) processes[name] = refuse('starts a process');

/** @type {(this: Socket, ...parts: unknown[]) => Socket} */
const connect = Reflect.get(Socket.prototype, 'connect');
Socket.prototype.connect = function connectElsewhere(...parts) {
  const [target] = parts.flat();
  const address = typeof target === 'object' && target ? (target.path ?? target.port) : target;
  if (/\.s\.PGSQL\.|^5432$/.test(String(address))) refuse('connects to PostgreSQL')();
  return connect.apply(this, parts);
};
