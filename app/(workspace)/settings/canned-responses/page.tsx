import type { Metadata } from 'next';
import { ManagedCanned } from '#components/support/canned/managed-canned.tsx';
import { NewCanned } from '#components/support/canned/new-canned.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireAdmin } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Canned responses' };

export default async function CannedResponsesPage() {
  await requireAdmin('/settings/canned-responses');
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings', label: 'Back to settings' }}
          title="Canned responses"
          actions={<NewCanned />}
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <ManagedCanned />
        </Column>
      </div>
    </Page>
  );
}
