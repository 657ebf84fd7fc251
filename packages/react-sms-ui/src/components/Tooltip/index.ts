export { Tooltip, type TooltipPart, type TooltipProps } from './Tooltip.js';
