export type { MessageCount, TemplateVariable } from './messageCount.js';
export { SegmentCounter, type SegmentCounterPart, type SegmentCounterProps } from './SegmentCounter.js';
