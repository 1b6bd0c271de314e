import type { Locator, Page } from '@playwright/test';

/** The page of those who are not signed in. */
export class SignInPage {
  readonly page: Page;
  readonly heading: Locator;
  /** What went wrong with the last try. */
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Sign in' });
    // Next's route announcer is an alert, too.
    this.problem = page.locator('form').getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in');
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
