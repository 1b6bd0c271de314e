import { expect, type Locator, type Page } from '@playwright/test';

/** The assistant, and one conversation with it. */
export class AssistantPage {
  readonly question: Locator;
  readonly answers: Locator;
  /** The one that is being written. */
  readonly running: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.question = page.getByRole('textbox', { name: 'Ask the assistant' });
    // Only those that are finished.
    this.answers = page.locator('article[data-answer-status]');
    this.running = page.locator('article[data-run-state="RUNNING"]');
  }

  async open(): Promise<void> {
    await this.#page.goto('/assistant/new');
    await expect(this.question).toBeVisible();
  }

  /** Asks, and waits for nothing. */
  async begin(text: string): Promise<void> {
    await this.question.fill(text);
    await this.question.press('Enter');
  }

  /** Asks, and waits until that many answers are finished. */
  async ask(text: string, finished: number): Promise<void> {
    await this.begin(text);
    await expect(this.answers).toHaveCount(finished);
  }
}
