import { IletimerkeziClient } from 'iletimerkezi-core';

/** A client whose provider refuses every connection. */
export const NO_PROVIDER = new IletimerkeziClient({
  credentials: { key: 'emulator', hash: 'emulator' },
  baseUrl: 'http://127.0.0.1:9',
});
