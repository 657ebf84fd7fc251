export { PhonePreview, type PhonePreviewPart, type PhonePreviewProps } from './PhonePreview.js';
