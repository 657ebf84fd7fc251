export { ConsentHistory } from './ConsentHistory.js';
export type {
  ConsentHistoryEntry,
  ConsentHistoryPart,
  ConsentHistoryProps,
  ConsentRegistry,
} from './ConsentHistory.types.js';
