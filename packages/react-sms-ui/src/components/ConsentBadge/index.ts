export {
  ConsentBadge,
  type ConsentAnswer,
  type ConsentBadgePart,
  type ConsentBadgeProps,
} from './ConsentBadge.js';
