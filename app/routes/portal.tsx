import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

/** The portal's own script draws its pages: they need open keys, which only a browser has. */
export const handle = { isPortal: true };

export const meta: MetaFunction = () => [{ title: 'Portal' }, { name: 'robots', content: 'noindex, noarchive' }];

export function loader({ context: { registryKeys } }: LoaderFunctionArgs) {
  return { registryKeys };
}

export default function Portal() {
  const { registryKeys } = useLoaderData<typeof loader>();
  return (
    <>
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
      {/* With the code, not through the interface: what answers questions must not say whom to believe. */}
      {registryKeys === null ? null : (
        <script
          type="application/json"
          id="trust"
          dangerouslySetInnerHTML={{ __html: registryKeys.replaceAll('<', '\\u003c') }}
        />
      )}
    </>
  );
}
