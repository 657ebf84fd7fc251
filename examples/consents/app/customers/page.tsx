import { connection } from 'next/server';
import { readCustomers } from '../api';

export default async function CustomersPage() {
  await connection();
  const customers = await readCustomers();
  return (
    <>
      <h1>Müşteriler</h1>
      {customers.length === 0 && <p>Henüz müşteri yok.</p>}
      <ul>
        {customers.map(({ phone, mayReceiveSms }) => (
          <li key={phone}>
            {phone}: {mayReceiveSms ? 'SMS gönderilebilir' : 'SMS gönderilemez'}
          </li>
        ))}
      </ul>
    </>
  );
}
