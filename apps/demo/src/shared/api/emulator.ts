import type { Revised } from './revised.js';

/** Controls of the emulator. */

/** The faults, those before the acceptance of an order first. */
export const FAULT_KINDS = [
  'cut-before-accept',
  'unavailable',
  'throttle',
  'slow',
  'accept-then-cut',
  'accept-then-5xx',
  'malformed-json',
  'truncated-body',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The endpoints that a fault can affect. */
export const FAULT_ENDPOINTS = ['send-sms', 'get-report', '*'] as const;

export type FaultEndpoint = (typeof FAULT_ENDPOINTS)[number];

/** Body of `POST /api/emulator/faults`. */
export interface NewFault {
  readonly endpoint: FaultEndpoint;
  readonly fault: FaultKind;
  /** The number of requests. */
  readonly times: number;
}

export interface FaultView {
  readonly id: string;
  readonly endpoint: string;
  readonly fault: string;
  /** The remaining number of requests. */
  readonly remaining?: number;
  readonly hits: number;
}

export interface ClockView {
  /** ISO 8601. */
  readonly now: string;
  readonly frozen: boolean;
  /** The number of scheduled events. */
  readonly planned: number;
}

/** `GET /api/emulator`, and the response of every change. */
export interface EmulatorState extends Revised {
  readonly clock: ClockView;
  readonly faults: readonly FaultView[];
}

/** Body of `POST /api/emulator/clock`. */
export interface ClockChange {
  /** ISO 8601, such as `PT1H`. */
  readonly advance?: string;
  readonly freeze?: boolean;
}
