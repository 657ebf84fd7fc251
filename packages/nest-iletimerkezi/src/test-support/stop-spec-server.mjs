// Global teardown of Jest, see start-spec-server.mjs.
export { closeSpecServer as default } from './start-spec-server.mjs';
