import { onDemand } from '../../parts/onDemand.js';

/** The result of the host's preview, loaded by composers with `onPreview`. */
export const reviewPreview = onDemand(() => import('./ReviewPreview.js'));
