import type { Locator, Page } from '@playwright/test';

/** The desk of the admins. */
export class DeskPage {
  readonly page: Page;
  readonly list: Locator;
  /** What is said of each of the other admins who have the open chat open. */
  readonly viewers: Locator;
  readonly search: Locator;
  /** What a search has found. */
  readonly found: Locator;
  /** How far the open chat is, in words. */
  readonly state: Locator;
  readonly claim: Locator;
  readonly reopen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('navigation', { name: 'Chats', exact: true });
    this.viewers = page
      .getByRole('list', { name: 'Viewing now' })
      .getByText(/ is (?:viewing|typing a reply)$|^and \d+ more$/);
    this.search = page.getByRole('searchbox', { name: 'Search support chats' });
    this.found = page.getByRole('navigation', { name: 'Found' });
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

  foundRow(conversationId: number): Locator {
    return this.found.locator(`[data-conversation-id="${conversationId}"]`);
  }

  view(name: 'Waiting' | 'Mine' | 'Active' | 'Snoozed' | 'Closed' | 'All'): Locator {
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

  /** Closes the open chat, for a reason where one is given. */
  async close(reason?: string, text?: string): Promise<void> {
    await this.act('Close chat…');
    const dialog = this.page.getByRole('dialog', { name: 'Close chat' });
    if (reason !== undefined) await dialog.getByRole('radio', { name: reason }).click();
    if (text !== undefined) await dialog.getByLabel('More about it').fill(text);
    await dialog.getByRole('button', { name: 'Close chat' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async snooze(choice: string): Promise<void> {
    await this.act('Snooze…');
    const dialog = this.page.getByRole('dialog', { name: 'Snooze' });
    await dialog.getByRole('button', { name: choice }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async handOverTo(name: string, note?: string): Promise<void> {
    await this.act('Hand over…');
    const dialog = this.page.getByRole('dialog', { name: 'Hand over' });
    if (note !== undefined) await dialog.getByLabel('Note').fill(note);
    await dialog.getByRole('button', { name }).click();
  }
}
