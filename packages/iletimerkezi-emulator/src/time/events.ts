/** An event that the scheduler runs later. Plain data, so that snapshots contain it. */
export type TimedEvent =
  /** A scheduled order's time has come. */
  | { kind: 'start'; order: number }
  /** The operator takes the order's messages. */
  | { kind: 'accept'; order: number }
  /** The usual messages among rows `from … to - 1` arrive. */
  | { kind: 'deliver'; order: number; from: number; to: number }
  /** One message meets the end its rule names. */
  | { kind: 'finish'; message: number; delivered: boolean }
  /** A webhook is due (again). */
  | { kind: 'webhook'; notification: number };
