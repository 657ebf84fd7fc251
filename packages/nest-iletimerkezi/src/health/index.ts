export {
  IletimerkeziHealthIndicator,
  type AccountHealthOptions,
  type ConsentHealthOptions,
  type OutboxHealthOptions,
} from './account-health.indicator.js';
