// Owns: short ways to find the frame's parts in a page under test, and to read the journal beside it.
// Must not know: what is tested.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const library = (page: Page): Locator => page.getByRole('navigation', { name: 'Library' });
export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Categories' });
export const list = (page: Page): Locator => page.getByRole('list', { name: 'Posts' });
export const row = (page: Page, title: string): Locator =>
  list(page).getByRole('button', { name: title, exact: true });
export const dialog = (page: Page): Locator => page.getByRole('dialog');
export const status = (page: Page): Locator => page.getByRole('status', { name: 'Status' });

/** Titles of the rows that are drawn, from top to bottom. */
export async function titles(page: Page): Promise<readonly string[]> {
  return list(page).getByRole('button').allTextContents();
}

/** Every file below a folder with its bytes as base64, so that a difference is seen. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    found[path.slice(folder.length + 1)] = readFileSync(path).toString('base64');
  }
  return found;
}

export const textOf = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
export const isThere = (folder: string, path: string): boolean => existsSync(join(folder, path));

/** `expect` of what is so after a while; the while is long, since the machine may be busy with other tests. */
export const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000 });
