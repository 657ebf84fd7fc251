import { base } from '../../jest.base.js';

export default { ...base, displayName: 'react-sms-ui', testEnvironment: 'jsdom' };
