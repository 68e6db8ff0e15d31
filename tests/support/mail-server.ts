import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A mail server in this process: it takes letters in, or refuses every recipient. */
export interface MailServer {
  url: string;
  letters: { to: string; text: string }[];
  /** Recipients that it was asked for and refused. */
  refused: string[];
  isRefusing: boolean;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const open = new Set<Socket>();
  const listener = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    converse(socket, server);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const server: MailServer = {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    letters: [],
    refused: [],
    isRefusing: false,
    async stop() {
      for (const socket of open) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
  return server;
}

/** As much of SMTP (RFC 5321) as a sender needs. */
function converse(socket: Socket, server: MailServer): void {
  let [unread, to, letter]: [string, string, string[] | null] = ['', '', null];
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (letter !== null) {
      if (line !== '.') return void letter.push(line.replace(/^\./, ''));
      server.letters.push({ to, text: letter.join('\n') });
      letter = null;
      return say('250 taken');
    }
    const recipient = /^RCPT TO:<(.*)>/i.exec(line)?.[1];
    if (recipient !== undefined && server.isRefusing) {
      server.refused.push(recipient);
      return say(`550 nobody is called ${recipient}`);
    }
    to = recipient ?? to;
    if (/^DATA/i.test(line)) {
      letter = [];
      return say('354 go on');
    }
    if (!/^QUIT/i.test(line)) return say('250 yes');
    socket.end('221 good-bye\r\n');
  };
  socket.setEncoding('utf8').on('data', (data: string) => {
    const lines = (unread + data).split('\r\n');
    unread = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  socket.on('error', () => socket.destroy());
  say('220 an invented mail server');
}
