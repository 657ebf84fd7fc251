import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { ReadableStream as NodeReadableStream } from 'node:stream/web';

/*
 * jsdom has no layout and cannot stream files. Every element has the size of a scrolling region, and files are those of
 * Node.
 */
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 480 },
  offsetWidth: { configurable: true, get: () => 720 },
  clientHeight: { configurable: true, get: () => 480 },
  clientWidth: { configurable: true, get: () => 720 },
});
Object.assign(Element.prototype, { scrollTo: () => undefined });
Object.assign(globalThis, { Blob: NodeBlob, File: NodeFile, ReadableStream: NodeReadableStream });
