import type { Locator, Page } from '@playwright/test';

type Way = 'sent' | 'received' | 'connection';

/** The page that speaks the published dialects by hand: /websocket-test.html. */
export class TestClientPage {
  readonly page: Page;
  readonly state: Locator;
  readonly frames: Locator;

  constructor(page: Page) {
    this.page = page;
    this.state = page.getByRole('status');
    this.frames = page.getByRole('log').getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto('/websocket-test.html');
  }

  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });

  field = (name: string): Locator => this.page.getByLabel(name, { exact: true });

  /** Entries of the log that have all of these words. */
  frame(way: Way, ...words: string[]): Locator {
    return [way, ...words].reduce((found, word) => found.filter({ hasText: word }), this.frames);
  }

  /** By email and password: token and user ID are filled in. */
  async fetchToken({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.getByText('Sign in and fetch a token').click();
    await this.field('Email').fill(email);
    await this.field('Password').fill(password);
    await this.button('Fetch a token').click();
    await this.frame('connection', 'Signed in as').waitFor();
  }

  async connect(dialect: string): Promise<void> {
    await this.field('Dialect').selectOption(dialect);
    await this.button('Connect').click();
  }

  async send(text: string): Promise<void> {
    await this.field('Message').fill(text);
    await this.button('Send message').click();
  }
}
