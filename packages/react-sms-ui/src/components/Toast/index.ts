export { Toast, type ToastCloseReason, type ToastPart, type ToastProps } from './Toast.js';
export {
  Toaster,
  useToast,
  type NewToast,
  type ShowToast,
  type ToasterPart,
  type ToasterProps,
} from './Toaster.js';
