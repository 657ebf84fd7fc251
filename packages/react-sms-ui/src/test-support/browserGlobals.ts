import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

/** Node's MessageChannel keeps the process alive while its ports are open, and React does not close them. */
class PassingMessageChannel {
  port1: { onmessage: (() => void) | null } = { onmessage: null };
  port2 = { postMessage: (): void => void setTimeout(() => this.port1.onmessage?.(), 0) };
}

// Globals of browsers that jsdom lacks. Import this first.
Object.assign(globalThis, { TextEncoder, TextDecoder, MessageChannel: PassingMessageChannel });

/** Only pages with https have WebCrypto. */
export function setWebCrypto(isThere: boolean): void {
  Object.defineProperty(globalThis, 'crypto', { value: isThere ? webcrypto : {}, configurable: true });
}

// jsdom has no canvas and prints an error each time axe requests one.
if (typeof HTMLCanvasElement !== 'undefined') HTMLCanvasElement.prototype.getContext = () => null;
