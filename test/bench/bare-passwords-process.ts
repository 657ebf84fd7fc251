/**
 * `bare-passwords-process DIR URL`: every 50 ms commits twice and makes one request, which is the least that a durable
 * one-time password needs. It runs in a process of its own, whose event loop does nothing else. Prints `ready`, and the
 * milliseconds of each as JSON when its input ends.
 */
import { once } from 'node:events';
import { BareTable } from './references.ts';

const EVERY_MS = 50;
const [dir = '', url = ''] = process.argv.slice(2);
const BODY = JSON.stringify({ request: { authentication: { key: 'emulator', hash: 'emulator' } } });

const table = await BareTable.open(dir);
await table.insert(1_000);
const times: number[] = [];
const inFlight = new Set<Promise<void>>();

/** The connection executes one statement at a time. */
let committed = Promise.resolve();

async function commitTwice(): Promise<void> {
  await table.update();
  await table.update();
}

async function sendBare(): Promise<void> {
  const started = performance.now();
  committed = committed.then(commitTwice);
  await committed;
  const response = await fetch(`${url}/v1/get-balance/json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: BODY,
  });
  await response.arrayBuffer();
  times.push(performance.now() - started);
}

const timer = setInterval(() => {
  const done = sendBare().finally(() => inFlight.delete(done));
  inFlight.add(done);
}, EVERY_MS);
console.log('ready');
await once(process.stdin.resume(), 'end');
clearInterval(timer);
await Promise.all(inFlight);
await table.close();
console.log(JSON.stringify(times));
