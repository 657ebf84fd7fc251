import type { ControlRoute } from '../control/route.js';
import { eventsRoute } from './events.js';
import { orderRoutes } from './orders.js';
import { phoneRoutes } from './phones.js';

/** The control routes that exist for the page. */
export const pageRoutes: readonly ControlRoute[] = [...phoneRoutes, ...orderRoutes, eventsRoute];

export { registerFiles } from './files.js';
export { guardControlPlane } from './guard.js';
