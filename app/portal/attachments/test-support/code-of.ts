import { FileRefusal } from '../file-refusal.ts';

/** @returns the code with which it was refused; null when it was not @throws what is no refusal */
export async function codeOf(act: () => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof FileRefusal) return error.code;
    throw error;
  }
}
