import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';

/** Node's own one keeps the process alive as long as its ports are open, and React never closes them. */
class PassingMessageChannel {
  port1: { onmessage: (() => void) | null } = { onmessage: null };
  port2 = { postMessage: (): void => void setTimeout(() => this.port1.onmessage?.(), 0) };
}

// What every browser has and jsdom lacks; import this before what needs it.
Object.assign(globalThis, { TextEncoder, TextDecoder, MessageChannel: PassingMessageChannel });

/** Pages with https have WebCrypto, others have none. */
export function setWebCrypto(isThere: boolean): void {
  Object.defineProperty(globalThis, 'crypto', { value: isThere ? webcrypto : {}, configurable: true });
}

// jsdom draws nothing and complains each time that axe asks whether it does.
if (typeof HTMLCanvasElement !== 'undefined') HTMLCanvasElement.prototype.getContext = () => null;
