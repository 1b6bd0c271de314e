import type { Locator, Page } from '@playwright/test';

/** The details of a group: its name, its people, the ways in and out. */
export class GroupDetails {
  readonly page: Page;
  readonly people: Locator;
  readonly error: Locator;

  constructor(page: Page) {
    this.page = page;
    const people = page.getByRole('region', { name: 'People' });
    this.people = people.getByRole('listitem');
    this.error = page.getByRole('complementary', { name: 'Details' }).getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Details' }).click();
  }

  async rename(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Rename' }).click();
    await this.page.getByLabel('Group name').fill(title);
    await this.page.getByRole('button', { name: 'Save' }).click();
  }

  async add({ username }: { username: string }): Promise<void> {
    await this.page.getByRole('button', { name: 'Add people' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Add people' });
    await dialog.getByLabel('Search people').fill(username);
    await dialog.getByRole('option', { name: `@${username}` }).click();
    await dialog.getByRole('button', { name: 'Add 1 person' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async remove(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave group' }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  }
}
