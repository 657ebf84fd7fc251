export * from './phone.js';
export * from './segments/index.js';
