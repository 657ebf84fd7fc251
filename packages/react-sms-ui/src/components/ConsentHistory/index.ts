export { ConsentHistory } from './ConsentHistory.js';
export type { ConsentHistoryEntry, ConsentHistoryPart, ConsentHistoryProps } from './ConsentHistory.types.js';
