import { useEffect, useRef, useState } from 'react';

/** `live`: connected. `reconnecting`: the browser reconnects and sends its last event id. `refused`: the browser gave up. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'refused';

/**
 * Subscribes to one event type of a server-sent stream while `path` is set. Calls the latest handler.
 * `onOpen` runs whenever the stream opens. Load the current state in it.
 */
export function useEvents(
  path: string | undefined,
  event: string,
  handle: (data: string) => void,
  onOpen?: () => void,
): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const latest = useRef({ handle, onOpen });
  useEffect(() => {
    latest.current = { handle, onOpen };
  });
  useEffect(() => {
    if (path === undefined) return;
    const source = new EventSource(path);
    source.addEventListener('open', () => {
      setConnection('live');
      latest.current.onOpen?.();
    });
    source.addEventListener('error', () =>
      setConnection(source.readyState === EventSource.CLOSED ? 'refused' : 'reconnecting'),
    );
    source.addEventListener(event, (message: MessageEvent<string>) => latest.current.handle(message.data));
    return () => source.close();
  }, [path, event]);
  return connection;
}
