import { IletimerkeziClient } from 'iletimerkezi-core';

/** A client for the emulator's account `k` that makes one attempt a call, and how many requests it made. */
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
