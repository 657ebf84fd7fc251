export { IletimerkeziHealthIndicator, type AccountHealthOptions } from './account-health.indicator.js';
