import { expect, type Locator, type Page } from '@playwright/test';
import { readHistory, readMessages, type ShownMessage } from './shown-messages.ts';

/** What becomes of one's own message (components/realtime/types.ts). */
type DeliveryStatus = 'sending' | 'failed' | 'sent' | 'read';

/** A file that a test makes up. */
export interface SentFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** An open conversation: its messages and its composer. */
export class ConversationPage {
  readonly page: Page;
  readonly log: Locator;
  readonly composer: Locator;
  /** Name, and presence or number of people. */
  readonly header: Locator;
  readonly typing: Locator;
  /** Leads to the end, for who is elsewhere. */
  readonly jumpButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log', { name: 'Messages' });
    this.composer = page.getByRole('textbox', { name: /^Message / });
    this.header = page.locator('main > header');
    this.typing = page.getByRole('status').filter({ hasText: /typing( a reply)?$/ });
    this.jumpButton = page.getByRole('button', { name: /^(New|Latest) messages/ });
  }

  /** Resolves when messages can be read and written. */
  async waitUntilOpen(): Promise<void> {
    await this.composer.waitFor();
  }

  /** The message with exactly this text. */
  message(text: string): Locator {
    const content = this.page
      .locator('p[dir="auto"] > span')
      .filter({ hasText: new RegExp(`^${escaped(text)}$`) });
    return this.log.getByRole('article').filter({ has: content });
  }

  /** The message, or line about the conversation, at this place. */
  at(seq: number): Locator {
    return this.log.locator(`[data-seq="${seq}"]`);
  }

  /** The messages that are in the document now, from the top; a long conversation has more. */
  messages(): Promise<ShownMessage[]> {
    return readMessages(this.log);
  }

  /** All of them, read from the end up to the beginning; each once. */
  history(): Promise<ShownMessage[]> {
    return readHistory(this.log);
  }

  /** To the end, as far as it takes: from far up the first press leads to what is new. */
  async toLatest(): Promise<void> {
    await expect(async () => {
      if (await this.jumpButton.isVisible()) await this.jumpButton.click({ timeout: 1_000 });
      await expect(this.jumpButton).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
  }

  /** The files that go with the next send. */
  get tray(): Locator {
    return this.page.getByRole('list', { name: 'Files to send' });
  }

  /** Chooses files as the browser's own dialog does; resolves when they stand in the tray. */
  async attach(...files: readonly SentFile[]): Promise<void> {
    const before = await this.tray.getByRole('listitem').count();
    await this.page.getByLabel('Files to attach').setInputFiles([...files]);
    await expect(this.tray.getByRole('listitem')).toHaveCount(before + files.length);
  }

  /** The message that shows the file of that name. */
  file(name: string): Locator {
    return this.log
      .getByRole('article')
      .filter({ has: this.page.getByText(name, { exact: true }).or(this.page.getByAltText(name)) });
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async reply(to: string, text: string): Promise<void> {
    await this.#act(to, 'Reply');
    await this.send(text);
  }

  async edit(text: string, next: string): Promise<void> {
    await this.#more(text, 'Edit');
    await this.send(next);
  }

  async remove(text: string): Promise<void> {
    await this.#more(text, 'Delete');
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  }

  async react(text: string, emoji: string): Promise<void> {
    await this.#act(text, 'React');
    await this.page
      .getByRole('grid', { name: 'Emojis' })
      .getByRole('button', { name: emoji })
      .first()
      .click();
  }

  /** Presses the reaction under a message: gives or takes back one's own. */
  async toggleReaction(text: string, emoji: string): Promise<void> {
    await this.reaction(text, emoji).click();
  }

  reaction(text: string, emoji: string): Locator {
    return this.message(text).getByRole('list', { name: 'Reactions' }).getByRole('button', { name: emoji });
  }

  /** What was sent may be read by the time that anybody looks: `sent` holds for it, too. */
  async waitForStatus(text: string, status: DeliveryStatus): Promise<void> {
    const awaited = status === 'sent' ? /^(?:sent|read)$/ : status;
    await expect(this.message(text)).toHaveAttribute('data-message-status', awaited);
  }

  async #act(text: string, name: string): Promise<void> {
    const message = this.message(text);
    await message.hover();
    await message
      .getByRole('group', { name: 'Message actions' })
      .getByRole('button', { name, exact: true })
      .click();
  }

  async #more(text: string, name: string): Promise<void> {
    await this.#act(text, 'More');
    await this.page.getByRole('menuitem', { name }).click();
  }
}
