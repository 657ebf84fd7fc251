import type { Endpoint } from '../endpoint.js';
import type { EndpointName } from '../../endpoints.js';
import { getBalance, getSender } from './account.js';
import { addBlacklist, deleteBlacklist, getBlacklist } from './blacklist.js';
import { iysCheck, iysRegister } from './consents.js';
import { cancelOrder, getReport, getReports } from './orders.js';
import { sendSms } from './send-sms/index.js';

/** Every endpoint's behaviour. */
export const BEHAVIOUR: Record<EndpointName, Endpoint> = {
  'send-sms': sendSms,
  'cancel-order': cancelOrder,
  'get-report': getReport,
  'get-reports': getReports,
  'get-balance': getBalance,
  'get-sender': getSender,
  'get-blacklist': getBlacklist,
  'add-blacklist': addBlacklist,
  'delete-blacklist': deleteBlacklist,
  'iys-register': iysRegister,
  'iys-check': iysCheck,
};
