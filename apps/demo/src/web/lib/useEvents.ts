import { useEffect, useRef, useState } from 'react';

/** `live`: events flow. `reconnecting`: the browser tries again by itself and says where it stopped. `refused`: it gave up. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'refused';

/**
 * Listens to one event of a server-sent stream while `path` is given; the latest handler is always the one called.
 * `onOpen` runs once the stream is open, and again after it was cut: what happened before has to be read.
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
