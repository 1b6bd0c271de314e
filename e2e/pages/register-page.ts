import type { Locator, Page } from '@playwright/test';

/** Where one makes an account. */
export class RegisterPage {
  readonly page: Page;
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.problem = page.locator('form').getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/register');
  }

  async register({ username, email, password }: Record<'username' | 'email' | 'password', string>) {
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
  }
}
