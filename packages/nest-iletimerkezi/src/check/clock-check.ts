import type { Fetch } from 'iletimerkezi-core';
import { passed, skipped, type Finding } from './check.types.js';

const GOOD_MS = 5_000;
const TOLERABLE_MS = 60_000;

/** Measures the offset to the provider's clock from the `Date` headers of its responses. */
export class ProviderClock {
  #offsetMs: number | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls the platform's `fetch` and compares the response's `Date` header with this machine's time. */
  readonly fetch: Fetch = async (url, init) => {
    const started = this.#now();
    const response = await fetch(url, init);
    const sent = Date.parse(response.headers.get('date') ?? '');
    const middle = (started + this.#now()) / 2;
    // `Date` has a resolution of one second: on average the provider's time is half a second later.
    if (!Number.isNaN(sent)) this.#offsetMs = Math.round(middle - (sent + 500));
    return response;
  };

  finding(): Finding {
    const offset = this.#offsetMs;
    if (offset === undefined) {
      return skipped('Sağlayıcının saati okunamadı.', 'The provider’s clock could not be read.');
    }
    const seconds = Math.abs(Math.round(offset / 1000));
    if (Math.abs(offset) <= GOOD_MS) {
      return passed(
        'Bu makinenin saati sağlayıcınınkiyle uyumlu.',
        'This machine’s clock agrees with the provider’s.',
      );
    }
    return {
      status: Math.abs(offset) <= TOLERABLE_MS ? 'warning' : 'failed',
      message: {
        tr: `Bu makinenin saati sağlayıcınınkinden ${seconds} saniye ${offset > 0 ? 'ileri' : 'geri'}.`,
        en: `This machine’s clock is ${seconds} seconds ${offset > 0 ? 'ahead of' : 'behind'} the provider’s.`,
      },
      hint: {
        tr: 'NTP ile eşitleyin: izin tarihleri ve ileri tarihli gönderimler bu saate göre yazılır.',
        en: 'Synchronise it by NTP: consent dates and scheduled orders are written by it.',
      },
    };
  }
}
