export interface Account {
  senders: string[];
  balance: { credits: number; billing: 'credits' | 'lira' };
}

export interface CampaignRow {
  id: string;
  name: string;
  recipients: number;
  delivered: number;
}

async function read<Body>(path: string): Promise<Body> {
  const response = await fetch(`/api/${path}`);
  if (!response.ok) throw response;
  return response.json();
}

export const readAccount = () => read<Account>('account');
export const readCampaigns = () => read<CampaignRow[]>('campaigns');

export async function createCampaign(campaign: object): Promise<unknown> {
  const response = await fetch('/api/campaigns', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(campaign),
  });
  return response.json();
}
