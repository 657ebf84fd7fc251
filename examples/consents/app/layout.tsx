import Link from 'next/link';
import type { ReactNode } from 'react';
import 'react-sms-ui/styles.css';

export const metadata = { title: 'Mavi Kitap' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="tr">
      <body>
        <nav>
          <Link href="/">Onay formu</Link> <Link href="/customers">Müşteriler</Link>
        </nav>
        <main>{children}</main>
      </body>
    </html>
  );
}
