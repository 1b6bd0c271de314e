import type { Metadata } from 'next';
import { ManagedAdmins } from '#components/administration/managed-admins.tsx';
import { NewAdmin } from '#components/administration/new-admin.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireOwner } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Admins' };

export default async function AdminsPage() {
  await requireOwner('/settings/admins');
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings', label: 'Back to settings' }}
          title="Admins"
          actions={<NewAdmin />}
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <ManagedAdmins />
        </Column>
      </div>
    </Page>
  );
}
