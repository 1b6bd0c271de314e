import type { Metadata } from 'next';
import { AuditEntries } from '#components/administration/audit-entries.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireOwner } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditLogPage() {
  await requireOwner('/settings/audit-log');
  return (
    <Page header={<PageHeader back={{ href: '/settings', label: 'Back to settings' }} title="Audit log" />}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <AuditEntries />
        </Column>
      </div>
    </Page>
  );
}
