import type { Locator, Page } from '@playwright/test';

/** The desk of the admins. */
export class DeskPage {
  readonly page: Page;
  readonly list: Locator;
  /** How far the open chat is, in words. */
  readonly state: Locator;
  readonly claim: Locator;
  readonly reopen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('navigation', { name: 'Chats', exact: true });
    this.state = page.locator('main > header').getByRole('status');
    this.claim = page.getByRole('button', { name: 'Claim' });
    this.reopen = page.getByRole('button', { name: 'Reopen' });
  }

  async open(): Promise<void> {
    await this.page.goto('/desk');
    await this.list.or(this.page.getByText('Nobody is waiting.', { exact: true })).waitFor();
  }

  row(conversationId: number): Locator {
    return this.list.locator(`[data-conversation-id="${conversationId}"]`);
  }

  view(name: 'Waiting' | 'Mine' | 'Active' | 'Closed' | 'All'): Locator {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  }

  /** The desk's place in the rail, with how many wait. */
  get railEntry(): Locator {
    return this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Desk' });
  }

  async act(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Chat actions' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  async handOverTo(name: string): Promise<void> {
    await this.act('Hand over…');
    await this.page.getByRole('dialog', { name: 'Hand over' }).getByRole('button', { name }).click();
  }
}
