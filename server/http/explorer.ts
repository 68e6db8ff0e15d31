/** The page on which people try out questions: everything it needs is in it, nothing is loaded from elsewhere. */
export async function explorerPage(): Promise<{ html: string; headers: Record<string, string> }> {
  // Nine megabytes that most processes never need.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return {
    html: renderGraphiQL({ title: 'Questions to the directory', defaultQuery: EXAMPLE }),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'unsafe-inline' blob:",
        "style-src 'unsafe-inline'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        'worker-src blob:',
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  };
}

const EXAMPLE = `# Whom to call in Romania; take away "#" for all States
{
  state(code: "RO") {
    name
    hotlines {
      name
      hours
      phones { number international }
    }
  }
  # states { code name(language: "fr") hotlines { name phones { number international } } }
}
`;
