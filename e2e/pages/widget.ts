import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The chat button on somebody's page, and what is in its panel. */
export class Widget {
  readonly page: Page;
  readonly button: Locator;
  readonly panel: Locator;
  readonly frame: FrameLocator;
  /** How far the chat is, in words. */
  readonly state: Locator;
  readonly message: Locator;
  readonly composer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.locator('switchboard-widget button');
    this.panel = page.locator('switchboard-widget [role=dialog]');
    this.frame = page.frameLocator('switchboard-widget iframe');
    this.state = this.frame.locator('main > header [role=status]');
    this.message = this.frame.getByLabel('Message', { exact: true });
    this.composer = this.frame.getByLabel('Message support');
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.frame.getByRole('main')).toBeVisible();
  }

  /** Begins a chat; resolves when it waits. */
  async start(content: string, { name, email }: { name?: string; email?: string } = {}): Promise<void> {
    await this.message.fill(content);
    if (name !== undefined) await this.frame.getByLabel('Name (optional)').fill(name);
    if (email !== undefined) await this.frame.getByLabel('Email (optional)').fill(email);
    await this.frame.getByRole('button', { name: 'Start chat' }).click();
    await expect(this.state).toHaveText(/^Waiting for an admin/);
    await expect(this.said(content)).toBeVisible();
  }

  /** The message in which that is said. */
  said(content: string): Locator {
    return this.frame
      .getByRole('log', { name: 'Messages' })
      .getByRole('article')
      .filter({ hasText: content });
  }

  async send(content: string): Promise<void> {
    await this.composer.fill(content);
    await this.composer.press('Enter');
  }
}
