import type { Locator, Page } from '@playwright/test';

/** A client's own support chats. */
export class SupportPage {
  readonly page: Page;
  readonly list: Locator;
  /** The dialog for a new chat. */
  readonly dialog: Locator;
  /** How far the open chat is, in words. */
  readonly state: Locator;
  readonly reopen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('navigation', { name: 'Support chats' });
    this.dialog = page.getByRole('dialog', { name: 'New support chat' });
    this.state = page.locator('main > header').getByRole('status');
    this.reopen = page.getByRole('button', { name: 'Reopen' });
  }

  async open(): Promise<void> {
    await this.page.goto('/support');
    await this.list.or(this.page.getByText('No support chats yet.')).waitFor();
  }

  row(conversationId: number): Locator {
    return this.list.locator(`[data-conversation-id="${conversationId}"]`);
  }

  /** Starts a chat by the dialog; answers its id. */
  async start(subject: string, message: string): Promise<number> {
    await this.page.getByRole('button', { name: 'New support chat' }).first().click();
    await this.dialog.getByLabel('Subject').fill(subject);
    await this.dialog.getByLabel('First message').fill(message);
    await this.dialog.getByRole('button', { name: 'Start chat' }).click();
    await this.page.waitForURL(/\/support\/\d+$/);
    return Number(new URL(this.page.url()).pathname.split('/')[2]);
  }
}
