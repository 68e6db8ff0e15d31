/** A page that is text alone: what a telephone that shows nothing else asks for. */
export function textAnswer(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
