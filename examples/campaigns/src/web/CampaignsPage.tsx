import { Link, useLoaderData } from 'react-router';
import type { readCampaigns } from './api.js';

export function CampaignsPage() {
  const campaigns = useLoaderData<typeof readCampaigns>();
  return (
    <>
      <h1>Kampanyalar</h1>
      <Link to="/new">Yeni kampanya</Link>
      {campaigns.length === 0 && <p>Henüz kampanya yok.</p>}
      <ul>
        {campaigns.map(({ id, name, recipients, delivered }) => (
          <li key={id}>
            <Link to={`/campaigns/${id}`}>{name}</Link>: {recipients} alıcıdan {delivered} kişiye iletildi
          </li>
        ))}
      </ul>
    </>
  );
}
