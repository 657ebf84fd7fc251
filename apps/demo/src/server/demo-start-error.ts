/** The demo cannot start; the message says why and what to do, and is all a person needs to see. */
export class DemoStartError extends Error {
  override readonly name = 'DemoStartError';
}
