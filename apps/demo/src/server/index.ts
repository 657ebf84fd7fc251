/** The demo as tests and benches start it. */
export { startDemo, DemoStartError, type Demo, type DemoOptions } from './start-demo.js';
