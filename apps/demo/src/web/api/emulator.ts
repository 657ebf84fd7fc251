import type { ClockChange, EmulatorState, NewFault } from '../../shared/api/emulator.js';
import { call, send } from './call.js';

const ROOT = '/api/emulator';

export const emulatorApi = {
  state: () => call<EmulatorState>(ROOT),
  addFault: (fault: NewFault) => send<EmulatorState>('POST', `${ROOT}/faults`, fault),
  removeFault: (id: string) => send<EmulatorState>('DELETE', `${ROOT}/faults/${encodeURIComponent(id)}`),
  clearFaults: () => send<EmulatorState>('DELETE', `${ROOT}/faults`),
  changeClock: (change: ClockChange) => send<EmulatorState>('POST', `${ROOT}/clock`, change),
};
