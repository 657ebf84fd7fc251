import type { ControlRoute } from '../control/route.js';
import { eventsRoute } from './events.js';
import { cancelRoute } from './cancel.js';
import { phoneRoutes } from './phones.js';

/** The control routes that exist for the page. */
export const pageRoutes: readonly ControlRoute[] = [...phoneRoutes, cancelRoute, eventsRoute];

export { registerFiles } from './files.js';
export { guardControlPlane } from './guard.js';
