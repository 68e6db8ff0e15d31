import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Questions to the person at the command line, or to the lines that are fed in. */
export interface Asker {
  /** @returns null when there is nobody to answer */
  ask(question: string): Promise<string | null>;
  /** As `ask`; what is typed is not shown. */
  askSecretly(question: string): Promise<string | null>;
  close(): void;
}

/** Asks on standard error, so that what a command prints can be kept without the questions. */
export function openAsker(): Asker {
  const isTerminal = process.stdin.isTTY === true;
  let isMuted = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isMuted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: isTerminal });
  // By hand, because lines that arrive between two questions would be lost.
  const answers: string[] = [];
  const waiting: ((answer: string | null) => void)[] = [];
  let hasEnded = false;
  lines.on('line', (line) => {
    const next = waiting.shift();
    if (next === undefined) answers.push(line);
    else next(line);
  });
  lines.on('close', () => {
    hasEnded = true;
    for (const next of waiting.splice(0)) next(null);
  });
  const ask = (question: string): Promise<string | null> => {
    if (hasEnded) process.stderr.write(question);
    else {
      lines.setPrompt(question);
      lines.prompt();
    }
    const answer = answers.shift();
    if (answer !== undefined) return Promise.resolve(answer);
    return hasEnded ? Promise.resolve(null) : new Promise((resolve) => waiting.push(resolve));
  };
  return {
    ask,
    async askSecretly(question) {
      const answer = ask(question);
      isMuted = true;
      try {
        return await answer;
      } finally {
        isMuted = false;
        process.stderr.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
