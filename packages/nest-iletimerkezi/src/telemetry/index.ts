export { IletimerkeziOtelModule } from './otel.module.js';
