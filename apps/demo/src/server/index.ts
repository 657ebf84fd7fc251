/** The entry point of the demo for tests and benches. */
export { startDemo, DemoStartError, type Demo, type DemoOptions } from './start-demo.js';
