import type { Locator, Page } from '@playwright/test';

/** The menu of the person, at the foot of the rail. */
export class AccountMenu {
  readonly page: Page;
  readonly button: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: /your account$/ });
  }

  async signOut(): Promise<void> {
    await this.button.click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
  }
}
