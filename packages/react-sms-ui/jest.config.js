import { project, run } from '../../jest.base.js';

const browser = { ...project, testEnvironment: 'jsdom' };

/** React 19 runs everything; React 18.3 runs what a version of React could break: rendering, hydration, refs. */
export default {
  ...run,
  projects: [
    { ...browser, displayName: 'react-sms-ui' },
    {
      ...browser,
      displayName: 'react-sms-ui on React 18.3',
      testMatch: ['**/conformance.spec.tsx', '**/*.ssr.spec.tsx'],
      moduleNameMapper: {
        ...project.moduleNameMapper,
        '^react$': 'react-18',
        '^react/(.*)$': 'react-18/$1',
        '^react-dom$': 'react-dom-18',
        '^react-dom/(.*)$': 'react-dom-18/$1',
      },
    },
  ],
};
