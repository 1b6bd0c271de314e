import { expect, type Locator, type Page } from '@playwright/test';

/** How a page stands to the server, as it says itself (components/realtime/types.ts). */
type ConnectionState = 'connecting' | 'online' | 'offline' | 'reconnecting' | 'ended';

/** The connection of a signed-in page: what to wait for instead of time. */
export class Connection {
  readonly #state: Locator;

  constructor(page: Page) {
    this.#state = page.locator('[data-connection-state]');
  }

  /** False where the page shows nothing that is connected. */
  async isThere(): Promise<boolean> {
    return (await this.#state.count()) > 0;
  }

  async waitFor(state: ConnectionState): Promise<void> {
    // A try to connect is made after up to 20 s where several have failed.
    await expect(this.#state).toHaveAttribute('data-connection-state', state, { timeout: 40_000 });
  }
}
