export { Tabs, type Tab, type TabsPart, type TabsProps } from './Tabs.js';
