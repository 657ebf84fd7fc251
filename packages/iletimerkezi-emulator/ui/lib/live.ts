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

/** Tells every view that something changed here, without waiting for the server to say so. */
export function tellChanged(...changes: readonly Change[]): void {
  const set = new Set(changes);
  for (const listener of changeListeners) listener(set);
}

/** Opens the stream of changes and keeps it open for as long as the page lives. */
export function connect(): void {
  const source = new EventSource('/_emulator/events');
  source.addEventListener('open', () => {
    const first = connection === 'connecting';
    tell('live');
    if (!first) tellChanged(...ALL);
  });
  source.addEventListener('message', ({ data }: MessageEvent<string>) => tellChanged(...readChanges(data)));
  source.addEventListener('error', () => {
    tell('lost');
    // A dropped stream is taken up again by the browser; after a refusal it gives up.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, RETRY_MS);
  });
}

function tell(state: Connection): void {
  if (connection === state) return;
  connection = state;
  for (const listener of connectionListeners) listener();
}

function readChanges(data: string): Change[] {
  const names: unknown = JSON.parse(data);
  return Array.isArray(names) ? ALL.filter((change) => names.includes(change)) : [];
}
