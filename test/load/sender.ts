/**
 * A host of the load runs: one instance of the outbox that sends pending orders until it is stopped.
 * Arguments: directory of the data, address of the emulator, and when to look for orders whose outcome is unknown (ms,
 * with commas; the module's own moments without). Says `ready` on stdout.
 */
import { openOutbox } from './outbox-app.ts';

const [dir = '', baseUrl = '', lookUps = ''] = process.argv.slice(2);
const looks = lookUps === '' ? {} : { lookUpAfterMs: lookUps.split(',').map(Number) };
const { app } = await openOutbox({ dir, baseUrl, run: true, ...looks });
console.log('ready');
process.stdin.resume();
process.stdin.once('end', () => void app.close());
