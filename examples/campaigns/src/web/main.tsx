import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import 'react-sms-ui/styles.css';
import { readAccount, readCampaigns } from './api.js';
import { CampaignsPage } from './CampaignsPage.js';
import { NewCampaignPage } from './NewCampaignPage.js';
import { ReportPage } from './ReportPage.js';

const router = createBrowserRouter([
  { path: '/', loader: readCampaigns, Component: CampaignsPage },
  { path: '/new', loader: readAccount, Component: NewCampaignPage },
  { path: '/campaigns/:id', Component: ReportPage },
]);

const root = document.getElementById('app');
if (root) createRoot(root).render(<RouterProvider router={router} />);
