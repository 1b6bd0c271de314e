import { expect, type Locator, type Page } from '@playwright/test';

/** The assistant, and one conversation with it. */
export class AssistantPage {
  readonly question: Locator;
  readonly answers: Locator;
  /** The one that is being written. */
  readonly running: Locator;
  /** The microphone. */
  readonly voice: Locator;
  readonly forget: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.voice = page.locator('[data-voice-state]');
    this.forget = page.getByRole('button', { name: 'Forget what was said' });
    this.question = page.getByRole('textbox', { name: 'Ask the assistant' });
    // Only those that are finished.
    this.answers = page.locator('article[data-answer-status]');
    this.running = page.locator('article[data-run-state="RUNNING"]');
  }

  async open(): Promise<void> {
    await this.#page.goto('/assistant/new');
    await expect(this.question).toBeVisible();
  }

  /** Waits until somebody is listened to. */
  async listen(): Promise<void> {
    await this.voice.click();
    await expect(this.voice).toHaveAttribute('data-voice-state', 'listening');
  }

  /** Speaks, and waits for nothing of what becomes of it. */
  async speak(): Promise<void> {
    await this.listen();
    await this.voice.click();
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
