// Separate process for specs: opens the embedded server in the given directory, prints "open" and runs until its standard
// input ends. Uses the built package.
import { once } from 'node:events';
import { EmbeddedServer } from '../../build/storage/server/embedded-server.js';

const server = await EmbeddedServer.open({ dir: process.argv[2] });
console.log('open');
process.stdin.resume();
await once(process.stdin, 'end');
await server.close();
console.log('closed');
