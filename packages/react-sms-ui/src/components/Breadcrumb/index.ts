export { Breadcrumb, type BreadcrumbItem, type BreadcrumbPart, type BreadcrumbProps } from './Breadcrumb.js';
