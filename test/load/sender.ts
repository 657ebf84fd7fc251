/**
 * A host of the load runs: one instance of the outbox that sends what is there until it is told to end.
 * Arguments: directory of the data, address of the emulator. Says `ready` on stdout.
 */
import { openOutbox } from './outbox-app.ts';

const [dir = '', baseUrl = ''] = process.argv.slice(2);
const { app } = await openOutbox({ dir, baseUrl, run: true });
console.log('ready');
process.stdin.resume();
process.stdin.once('end', () => void app.close());
