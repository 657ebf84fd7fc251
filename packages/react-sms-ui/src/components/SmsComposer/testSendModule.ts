import { onDemand } from '../../parts/onDemand.js';

/** The fields of a test to oneself, loaded by composers with `onSendTest`. */
export const testSend = onDemand(() => import('./TestSend.js'));
