// Global set-up of Jest: holds the server of the spec databases (database.ts) for the run. Without it, every spec file would
// start and stop the server. Uses the built package.
import { fileURLToPath } from 'node:url';
import { EmbeddedServer } from '../../build/storage/server/embedded-server.js';

/** The data directory, as in database.ts. */
const dir = fileURLToPath(new URL('../../node_modules/.cache/postgres', import.meta.url));

/** @type {EmbeddedServer | undefined} */
let server;

export default async function startSpecServer() {
  if (!process.env['ILETIMERKEZI_TEST_DATABASE_URL']) server = await EmbeddedServer.open({ dir });
}

export const closeSpecServer = async () => server?.close();
