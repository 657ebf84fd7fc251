/// <reference types="vite/client" />
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import stylesUrl from 'react-sms-ui/styles.css?url';
import { Components } from './Components.js';

/** Renders the components into the page, a shadow root or a frame, as `?in=` says. */
const surroundings: Readonly<Record<string, (root: HTMLElement) => Element | ShadowRoot>> = {
  page: (root) => root,
  shadow: (root) => root.attachShadow({ mode: 'open' }),
  frame: (root) => {
    const frame = document.createElement('iframe');
    frame.title = 'Surroundings';
    frame.style.cssText = 'inline-size: 100%; block-size: 700px';
    root.append(frame);
    return frame.contentDocument!.body;
  },
};

function Page(): ReactNode {
  return (
    <>
      <link rel="stylesheet" href={stylesUrl} />
      <Components />
    </>
  );
}

const name = new URLSearchParams(location.search).get('in') ?? 'page';
const target = document.createElement('div');
surroundings[name]!(document.getElementById('root')!).append(target);
createRoot(target, {
  onUncaughtError: (error) => {
    document.documentElement.dataset['error'] = String(error);
  },
}).render(<Page />);
