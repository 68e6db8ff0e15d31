/** What a subscription tells, as a browser reads it. */
export interface EventStream {
  /** The next answer; null when the stream has ended in order. @throws Error when nothing comes for so many milliseconds */
  next(milliseconds?: number): Promise<any>;
  /** Leaves, as a page does that is closed. */
  leave(): Promise<void>;
}

/** GraphQL over server-sent events, distinct connections: `event: next` with an answer each, then `event: complete`. */
export function eventStream(response: Response): EventStream {
  if (response.body === null) throw new Error('The answer has no body.');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';

  async function nextEvent(): Promise<any> {
    for (;;) {
      const end = heard.indexOf('\n\n');
      if (end === -1) {
        const { done, value } = await reader.read();
        if (done) throw new Error('The stream broke off.');
        heard += value;
        continue;
      }
      const lines = heard.slice(0, end).split('\n');
      heard = heard.slice(end + 2);
      const field = (name: string) =>
        lines
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim();
      if (field('event') === 'complete') return null;
      if (field('event') === 'next') return JSON.parse(field('data') ?? '');
    }
  }

  return {
    next(milliseconds = 10_000) {
      const late = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error(`Nothing was told for ${milliseconds} ms.`)), milliseconds).unref();
      });
      return Promise.race([nextEvent(), late]);
    },
    leave: () => reader.cancel(),
  };
}
