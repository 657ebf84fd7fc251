import { Injectable } from '@nestjs/common';
import { nextRevision } from 'nest-iletimerkezi';
import type {
  ClockChange,
  ClockView,
  EmulatorState,
  FaultView,
  NewFault,
} from '../../shared/api/emulator.js';
import { DemoSettings } from '../demo-settings.js';
import { problem, ProblemException } from '../http/problems.js';

/** Controls the emulator through its control API. */
@Injectable()
export class EmulatorControl {
  constructor(private readonly settings: DemoSettings) {}

  async state(): Promise<EmulatorState> {
    const revision = nextRevision();
    const [clock, faults] = await Promise.all([
      this.#call<ClockView>('GET', 'clock'),
      this.#call<FaultView[]>('GET', 'faults'),
    ]);
    // Skip faults that have been used up.
    return { revision, clock, faults: faults.filter(({ remaining }) => remaining !== 0) };
  }

  async addFault(fault: NewFault): Promise<EmulatorState> {
    await this.#call('POST', 'faults', fault);
    return this.state();
  }

  async removeFault(id: string): Promise<EmulatorState> {
    await this.#call('DELETE', `faults/${encodeURIComponent(id)}`);
    return this.state();
  }

  async clearFaults(): Promise<EmulatorState> {
    await this.#call('DELETE', 'faults');
    return this.state();
  }

  async changeClock(change: ClockChange): Promise<EmulatorState> {
    await this.#call('POST', 'clock', change);
    return this.state();
  }

  async #call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const { emulatorUrl } = this.settings;
    if (emulatorUrl === undefined) throw new ProblemException(404, problem('no-emulator'));
    const response = await fetch(new URL(`/_emulator/${path}`, emulatorUrl), {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch(() => undefined);
    if (response === undefined) throw new ProblemException(503, problem('emulator-away'));
    if (!response.ok)
      throw new ProblemException(response.status === 404 ? 404 : 400, problem('invalid-request'));
    return (await response.json()) as Answer;
  }
}
