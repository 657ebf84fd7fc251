import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { followReport, type LiveReport, ReportTable, SmsUiProvider } from 'react-sms-ui';

export function ReportPage() {
  const { id } = useParams();
  const [report, setReport] = useState<LiveReport>();
  useEffect(() => followReport(new EventSource(`/api/campaigns/${id}/events`), setReport), [id]);
  return (
    <>
      <h1>Rapor</h1>
      <Link to="/">Kampanyalar</Link>
      <SmsUiProvider locale="tr" profile={{ characterMode: 'english' }}>
        <ReportTable rows={report?.rows ?? []} isLoading={report === undefined} />
      </SmsUiProvider>
    </>
  );
}
