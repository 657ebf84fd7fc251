export { ConsentBadge, type ConsentBadgePart, type ConsentBadgeProps } from './ConsentBadge.js';
