export {
  DeliveryChart,
  type DeliveryBucket,
  type DeliveryChartPart,
  type DeliveryChartProps,
} from './DeliveryChart.js';
