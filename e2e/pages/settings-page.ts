import type { Locator, Page } from '@playwright/test';

/** What a person may change about themselves. */
export class SettingsPage {
  readonly page: Page;
  readonly sessions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sessions = this.#section('Sessions').getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto('/settings');
  }

  async rename(name: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByRole('button', { name: 'Save name' }).click();
  }

  async chooseTheme(theme: 'System' | 'Light' | 'Dark'): Promise<void> {
    await this.page.getByRole('radio', { name: theme }).click();
  }

  async readAloud(when: 'On demand' | 'Always'): Promise<void> {
    await this.page.getByRole('radio', { name: when }).click();
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.page.getByLabel('Current password').fill(current);
    await this.page.getByLabel('New password').fill(next);
    await this.page.getByRole('button', { name: 'Change password' }).click();
  }

  async signOutEverywhere(): Promise<void> {
    const name = 'Sign out everywhere';
    await this.page.getByRole('button', { name }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name }).click();
  }

  #section(name: string): Locator {
    return this.page.getByRole('region', { name });
  }
}
