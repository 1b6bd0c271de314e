import type { Metadata } from 'next';
import { DeskSettings } from '#components/administration/desk-settings.tsx';
import { running } from '#server/registry.ts';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { requireOwner } from '#app/(workspace)/settings/require-admin.ts';

export const metadata: Metadata = { title: 'Support desk' };

export default async function DeskSettingsPage() {
  const session = await requireOwner('/settings/desk');
  const { settings, businessHours } = running().core;
  const kept = await settings.get(session);
  return (
    <Page
      header={<PageHeader back={{ href: '/settings', label: 'Back to settings' }} title="Support desk" />}
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <DeskSettings kept={kept} businessHours={businessHours} />
        </Column>
      </div>
    </Page>
  );
}
