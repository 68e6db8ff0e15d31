/**
 * What is answered when there is neither a database nor any copy: the one page that depends on nothing.
 * Its only number is the emergency number of the European Union.
 */
export const LAST_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Services directory</title>
</head>
<body>
<p><a href="/leave">Leave this page now</a></p>
<main>
<h1>The directory cannot be reached right now</h1>
<p>If you are in danger, call the police or the emergency number of the country you are in. In the European Union that is
<a href="tel:112">112</a>.</p>
<p>Please try again in a few minutes.</p>
</main>
</body>
</html>
`;

/** The same for those who asked for text alone. */
export const LAST_TEXT = `The directory cannot be reached right now. In danger, call the police or the emergency number of the
country you are in (112 in the European Union). Please try again in a few minutes.
`;
