import { base } from '../../jest.base.js';

// Options of the run are not allowed in a project.
const { forceExit, testTimeout, ...shared } = base;
const browser = { ...shared, testEnvironment: 'jsdom' };

/** React 19 runs everything; React 18.3 runs what a version of React could break: rendering, hydration, refs. */
export default {
  forceExit,
  testTimeout,
  projects: [
    { ...browser, displayName: 'react-sms-ui' },
    {
      ...browser,
      displayName: 'react-sms-ui on React 18.3',
      testMatch: ['**/conformance.spec.tsx', '**/*.ssr.spec.tsx'],
      moduleNameMapper: {
        ...base.moduleNameMapper,
        '^react$': 'react-18',
        '^react/(.*)$': 'react-18/$1',
        '^react-dom$': 'react-dom-18',
        '^react-dom/(.*)$': 'react-dom-18/$1',
      },
    },
  ],
};
