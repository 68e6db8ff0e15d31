/** The code in capitals, where somebody wrote it small; null where it is no such code or already as it must be. */
export function mendedCode(code: string): string | null {
  return /^[A-Za-z]{2}$/.test(code) && code !== code.toUpperCase() ? code.toUpperCase() : null;
}
