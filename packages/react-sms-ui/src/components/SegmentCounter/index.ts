export { SegmentCounter, type SegmentCounterPart, type SegmentCounterProps } from './SegmentCounter.js';
