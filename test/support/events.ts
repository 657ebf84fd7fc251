/** A server-sent event. */
export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

/** Reads server-sent events until the caller stops or the server ends it. */
export async function* readEvents(
  url: string,
  headers: Record<string, string> = {},
): AsyncGenerator<ServerEvent> {
  const stop = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: stop.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  try {
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event.data !== '') yield event;
      }
    }
  } finally {
    stop.abort();
  }
}

function parse(block: string): ServerEvent {
  const event: ServerEvent = { id: '', event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'data') event.data += value;
    else if (field === 'id' || field === 'event') event[field] = value;
  }
  return event;
}
