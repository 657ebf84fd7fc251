export { findCode } from 'iletimerkezi-core/client';
