import { IletimerkeziClient } from 'iletimerkezi-core';

/** Creates a client without retries for the emulator's account `k`, and a counter of its requests. */
export function countingClient(baseUrl: string): { client: IletimerkeziClient; requests: () => number } {
  let requests = 0;
  const client = new IletimerkeziClient({
    credentials: { key: 'k', hash: 'h' },
    baseUrl,
    retry: false,
    fetch: (...args) => {
      requests += 1;
      return fetch(...args);
    },
  });
  return { client, requests: () => requests };
}
