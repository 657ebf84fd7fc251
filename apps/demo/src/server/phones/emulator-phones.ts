import { Injectable, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { PhoneConversation, PhonePage } from '../../shared/api/phones.js';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';

/** The maximum page size of the emulator. */
const MOST = 200;

/** Reads the emulator's inbox through its control API. */
@Injectable()
export class EmulatorPhones {
  constructor(private readonly settings: DemoSettings) {}

  list(search: string, limit: number): Promise<PhonePage> {
    return this.#read<PhonePage>('/phones', { search: search.replaceAll(/\D/g, ''), limit });
  }

  messages(number: string, limit: number): Promise<PhoneConversation> {
    return this.#read<PhoneConversation>(`/phones/${encodeURIComponent(number)}/messages`, { limit });
  }

  /** Forwards the emulator's events, which are throttled and state what changed. */
  changes(): Observable<MessageEvent> {
    const url = this.#url('/events');
    return new Observable((reader) => {
      const stop = new AbortController();
      const listen = async (): Promise<void> => {
        const { body } = await fetch(url, { signal: stop.signal });
        const text = body?.pipeThrough(new TextDecoderStream());
        for await (const piece of text ?? []) {
          reader.next(piece.includes('data:') ? { type: 'changed', data: {} } : { comment: 'still here' });
        }
      };
      // The browser reconnects automatically.
      listen().then(
        () => reader.complete(),
        () => reader.complete(),
      );
      return () => stop.abort();
    });
  }

  async #read<Answer>(path: string, query: { search?: string; limit: number }): Promise<Answer> {
    const url = this.#url(path);
    url.searchParams.set('limit', String(Math.min(MOST, Math.max(1, query.limit))));
    if (query.search) url.searchParams.set('search', query.search);
    const response = await fetch(url).catch(() => undefined);
    if (response === undefined || response.status >= 500)
      throw new ProblemException(503, problem('emulator-away'));
    if (!response.ok) throw new ProblemException(404, problem('number-invalid'));
    return (await response.json()) as Answer;
  }

  #url(path: string): URL {
    const { emulatorUrl } = this.settings;
    if (emulatorUrl === undefined) throw new ProblemException(404, problem('no-emulator'));
    return new URL(`/_emulator${path}`, emulatorUrl);
  }
}
