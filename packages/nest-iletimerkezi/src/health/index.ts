export {
  IletimerkeziHealthIndicator,
  type AccountHealthOptions,
  type OutboxHealthOptions,
} from './account-health.indicator.js';
