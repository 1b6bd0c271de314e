import type { Metadata } from 'next';
import Link from 'next/link';
import { requireSession } from '#app/session.ts';
import { PasswordSettings } from '#components/settings/password-settings.tsx';
import { ProfileSettings } from '#components/settings/profile-settings.tsx';
import { SessionsSettings } from '#components/settings/sessions-settings.tsx';
import { SettingsSection } from '#components/settings/settings-section.tsx';
import { SpeechSettings } from '#components/settings/speech-settings.tsx';
import { ThemeSettings } from '#components/settings/theme-settings.tsx';
import { Column } from '#components/shell/column.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { running } from '#server/registry.ts';

export const metadata: Metadata = { title: 'Settings' };

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
          {account.role === 'ADMIN' && (
            <SettingsSection
              title="Help articles"
              description="What everybody can read, and answers draw on."
            >
              <Button asChild>
                <Link href="/settings/articles">Manage articles</Link>
              </Button>
            </SettingsSection>
          )}
          {account.role === 'ADMIN' && (
            <SettingsSection
              title="Canned responses"
              description="Texts that admins bring into a support chat by “/” and a name."
            >
              <Button asChild>
                <Link href="/settings/canned-responses">Manage responses</Link>
              </Button>
            </SettingsSection>
          )}
          {account.role === 'ADMIN' && (
            <SettingsSection
              title="Webhooks"
              description="Other programs that are told what happens to support chats."
            >
              <Button asChild>
                <Link href="/settings/webhooks">Manage webhooks</Link>
              </Button>
            </SettingsSection>
          )}
        </Column>
      </div>
    </Page>
  );
}
