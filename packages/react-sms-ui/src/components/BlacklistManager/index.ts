export {
  BlacklistManager,
  type BlacklistManagerPart,
  type BlacklistManagerProps,
  type BlockedNumber,
} from './BlacklistManager.js';
