/** The demo cannot start. The message states the reason and the action to take. */
export class DemoStartError extends Error {
  override readonly name = 'DemoStartError';
}
