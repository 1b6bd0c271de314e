import type { Metadata } from 'next';
import { ManagedWebhooks } from '#components/support/webhooks/managed-webhooks.tsx';
import { NewWebhook } from '#components/support/webhooks/new-webhook.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireAdmin } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage() {
  await requireAdmin('/settings/webhooks');
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/settings', label: 'Back to settings' }}
          title="Webhooks"
          actions={<NewWebhook />}
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <ManagedWebhooks />
        </Column>
      </div>
    </Page>
  );
}
