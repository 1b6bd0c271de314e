import type { Locator, Page } from '@playwright/test';

/** The list of conversations, and what is done from it. */
export class ChatsList {
  readonly page: Page;
  readonly list: Locator;
  readonly search: Locator;
  /** The dialog for a new conversation or group. */
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('navigation', { name: 'Conversations' });
    this.search = page.getByRole('searchbox', { name: 'Search chats and people' });
    this.dialog = page.getByRole('dialog', { name: /^New / });
  }

  async open(): Promise<void> {
    await this.page.goto('/chats');
    await this.list.or(this.page.getByText('No conversations yet.')).waitFor();
  }

  row(conversationId: number): Locator {
    return this.list.locator(`[data-conversation-id="${conversationId}"]`);
  }

  /** The ids of the conversations in sight, from the top. */
  order(): Promise<number[]> {
    return this.list
      .locator('[data-conversation-id]')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-conversation-id'))));
  }

  /** Begins a conversation with somebody, by the dialog. */
  async writeTo({ username }: { username: string }): Promise<void> {
    await this.page.getByRole('button', { name: 'New conversation' }).first().click();
    await this.#choose('Search people', username);
  }

  async createGroup(title: string, members: readonly { username: string }[]): Promise<void> {
    await this.page.getByRole('button', { name: 'New conversation' }).first().click();
    await this.dialog.getByRole('button', { name: 'New group' }).click();
    await this.dialog.getByLabel('Group name').fill(title);
    for (const { username } of members) await this.#choose('Add people', username);
    await this.dialog.getByRole('button', { name: 'Create group' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async #choose(field: string, username: string): Promise<void> {
    await this.dialog.getByLabel(field).fill(username);
    await this.dialog.getByRole('option', { name: `@${username}` }).click();
  }
}
