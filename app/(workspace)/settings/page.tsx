import type { Metadata } from 'next';
import Link from 'next/link';
import { requireSession } from '#app/session.ts';
import { PasswordSettings } from '#components/settings/password-settings.tsx';
import { ProfileSettings } from '#components/settings/profile-settings.tsx';
import { SessionsSettings } from '#components/settings/sessions-settings.tsx';
import { SettingsSection } from '#components/shell/settings-section.tsx';
import { SpeechSettings } from '#components/settings/speech-settings.tsx';
import { ThemeSettings } from '#components/settings/theme-settings.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { running } from '#server/registry.ts';

export const metadata: Metadata = { title: 'Settings' };

/** What has a page of its own, and whose it is. */
const managed = [
  {
    by: 'admin',
    title: 'Help articles',
    description: 'What everybody can read, and answers draw on.',
    href: '/settings/articles',
    action: 'Manage articles',
  },
  {
    by: 'admin',
    title: 'Canned responses',
    description: 'Texts that admins bring into a support chat by “/” and a name.',
    href: '/settings/canned-responses',
    action: 'Manage responses',
  },
  {
    by: 'admin',
    title: 'Webhooks',
    description: 'Other programs that are told what happens to support chats.',
    href: '/settings/webhooks',
    action: 'Manage webhooks',
  },
  {
    by: 'owner',
    title: 'Support desk',
    description: 'What it does by itself, and which sites have the chat button.',
    href: '/settings/desk',
    action: 'Set up the desk',
  },
  {
    by: 'owner',
    title: 'Admins',
    description: 'Who works at the desk, and who owns it.',
    href: '/settings/admins',
    action: 'Manage admins',
  },
  {
    by: 'owner',
    title: 'Audit log',
    description: 'What was changed about the desk, and by whom.',
    href: '/settings/audit-log',
    action: 'Read the log',
  },
] as const;

export default async function SettingsPage() {
  const session = await requireSession('/settings');
  const { account } = session;
  const speech = await running().core.speech.of(session);
  return (
    <Page header={<PageHeader back={{ href: '/chats', label: 'Back to chats' }} title="Settings" />}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Column>
          <SettingsSection title="Profile" description="How others see you.">
            <ProfileSettings />
          </SettingsSection>
          <SettingsSection title="Theme" description="Kept in this browser.">
            <ThemeSettings />
          </SettingsSection>
          {speech && (
            <SettingsSection title="Assistant" description="When its answers to you are read aloud.">
              <SpeechSettings initial={speech.always} />
            </SettingsSection>
          )}
          <SettingsSection title="Password" description="A new one signs you out everywhere else.">
            <PasswordSettings />
          </SettingsSection>
          <SettingsSection title="Sessions" description="Where you are signed in.">
            <SessionsSettings />
          </SettingsSection>
          {managed
            .filter(({ by }) => (by === 'owner' ? account.owner : account.role === 'ADMIN'))
            .map(({ title, description, href, action }) => (
              <SettingsSection key={href} title={title} description={description}>
                <Button asChild>
                  <Link href={href}>{action}</Link>
                </Button>
              </SettingsSection>
            ))}
        </Column>
      </div>
    </Page>
  );
}
