import { useSyncExternalStore } from 'react';
import type { Change } from '../../src/state/world.js';

export type { Change };
export type Connection = 'connecting' | 'live' | 'lost';

const ALL: readonly Change[] = [
  'messages',
  'orders',
  'accounts',
  'registry',
  'webhooks',
  'journal',
  'settings',
];
const RETRY_MS = 2000;

const connectionListeners = new Set<() => void>();
const changeListeners = new Set<(changes: ReadonlySet<Change>) => void>();
let connection: Connection = 'connecting';

/** Whether the emulator is there. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    () => connection,
  );
}

/** Calls the listener with what changed, and with everything when the emulator came back; returns how to stop. */
export function onChange(listener: (changes: ReadonlySet<Change>) => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Notifies every view of a change made on this page, without waiting for the server's event. */
export function tellChanged(...changes: readonly Change[]): void {
  const set = new Set(changes);
  for (const listener of changeListeners) listener(set);
}

/**
 * Keeps a stream of changes open while the page is looked at. A browser opens few connections to one host: a hidden
 * tab gives its own back.
 */
export function connect(): void {
  let source = document.hidden ? undefined : listen();
  document.addEventListener('visibilitychange', () => {
    source?.close();
    source = document.hidden ? undefined : listen();
  });

  function listen(): EventSource {
    const stream = new EventSource('/_emulator/events');
    stream.addEventListener('open', () => {
      setConnection('live');
      tellChanged(...ALL);
    });
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => tellChanged(...readChanges(data)));
    stream.addEventListener('error', () => {
      setConnection('lost');
      // A dropped stream is taken up again by the browser; after a refusal it gives up.
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(() => {
        if (source === stream) source = listen();
      }, RETRY_MS);
    });
    return stream;
  }
}

function setConnection(state: Connection): void {
  if (connection === state) return;
  connection = state;
  for (const listener of connectionListeners) listener();
}

function readChanges(data: string): Change[] {
  const names: unknown = JSON.parse(data);
  return Array.isArray(names) ? ALL.filter((change) => names.includes(change)) : [];
}
