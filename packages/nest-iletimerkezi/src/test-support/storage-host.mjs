// A host of its own: opens the embedded server in the directory it is given, says so, and holds on until
// its standard input ends. For specs about several processes; runs from the built package.
import { once } from 'node:events';
import { EmbeddedServer } from '../../dist/storage/server/embedded-server.js';

const server = await EmbeddedServer.open({ dir: process.argv[2] });
console.log('open');
process.stdin.resume();
await once(process.stdin, 'end');
await server.close();
console.log('closed');
