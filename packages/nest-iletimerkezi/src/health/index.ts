export {
  IletimerkeziHealthIndicator,
  type AccountHealthOptions,
  type ConsentHealthOptions,
  type OutboxHealthOptions,
  type SpendHealthOptions,
  type WorkersHealthOptions,
} from './account-health.indicator.js';
