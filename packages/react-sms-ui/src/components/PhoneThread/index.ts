export { PhoneThread } from './PhoneThread.js';
export type { PhoneMessage, PhoneThreadPart, PhoneThreadProps } from './PhoneThread.types.js';
