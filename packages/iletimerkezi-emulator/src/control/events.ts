import { route, type ControlRoute } from './route.js';
import type { Change } from '../state/world.js';

/** Changes are batched for this time, so that a page receives at most ten events a second. */
const BATCH_MS = 100;
/** Proxies close a stream that stays silent. */
const HEARTBEAT_MS = 15_000;

/** Streams the kinds of things that changed as server-sent events, without data; a listener requests what it shows. */
export const eventsRoute: ControlRoute = route({
  method: 'GET',
  path: '/events',
  tag: 'page',
  summary: 'Server-sent events: which kinds of things changed, at most ten times a second.',
  returns: 'A stream of JSON lists of messages, orders, accounts, registry, webhooks, journal, settings',
  handle: ({ emulation, reply }) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write('retry: 1000\n\n');
    const changes = new Set<Change>();
    let timer: NodeJS.Timeout | undefined;
    const stopListening = emulation.world.listen((change) => {
      changes.add(change);
      timer ??= setTimeout(() => {
        timer = undefined;
        stream.write(`data: ${JSON.stringify([...changes])}\n\n`);
        changes.clear();
      }, BATCH_MS);
    });
    const heartbeat = setInterval(() => stream.write(':\n\n'), HEARTBEAT_MS);
    stream.on('close', () => {
      stopListening();
      clearTimeout(timer);
      clearInterval(heartbeat);
    });
  },
});
