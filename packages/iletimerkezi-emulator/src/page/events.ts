import { route, type ControlRoute } from '../control/route.js';
import type { Change } from '../state/world.js';

/** Changes are gathered this long, so that a page hears of a flood at most ten times a second. */
const GATHER_MS = 100;
/** Proxies close a stream that stays silent. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events that say what changed; they carry no data, a listener asks for what it shows. */
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
    let gathering: NodeJS.Timeout | undefined;
    const stopListening = emulation.world.listen((change) => {
      changes.add(change);
      gathering ??= setTimeout(() => {
        gathering = undefined;
        stream.write(`data: ${JSON.stringify([...changes])}\n\n`);
        changes.clear();
      }, GATHER_MS);
    });
    const heartbeat = setInterval(() => stream.write(':\n\n'), HEARTBEAT_MS);
    stream.on('close', () => {
      stopListening();
      clearTimeout(gathering);
      clearInterval(heartbeat);
    });
  },
});
