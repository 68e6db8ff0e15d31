import type { MetaFunction } from '@remix-run/node';

/** The portal's own script draws its pages: they need open keys, which only a browser has. */
export const handle = { isPortal: true };

export const meta: MetaFunction = () => [{ title: 'Portal' }, { name: 'robots', content: 'noindex, noarchive' }];

export default function Portal() {
  return (
    <div id="portal">
      <noscript>
        <main>
          <h1>Portal</h1>
          <p>
            Messages are sealed and opened in your browser, so this part needs JavaScript. The{' '}
            <a href="/en">public directory</a> works without it.
          </p>
        </main>
      </noscript>
    </div>
  );
}
