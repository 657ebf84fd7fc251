export {
  IletimerkeziHealthIndicator,
  type AccountHealthOptions,
  type ConsentHealthOptions,
  type OutboxHealthOptions,
  type WorkersHealthOptions,
} from './account-health.indicator.js';
