export * from './phone.js';
export * from './segments/index.js';
export * from './client/index.js';
