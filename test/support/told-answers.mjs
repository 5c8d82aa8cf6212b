/**
 * `/told/<name>?status=…&type=…&location=…&retry-after=…&body=…` answers so, to pages of every origin.
 * `/told/<name>/seen` says, as JSON, which requests came for that name: `{ method, body, type }`.
 */
export function toldAnswers() {
  const seen = new Map();
  return async (context, next) => {
    const [, name, question] = /^\/told\/([\w-]+)(\/seen)?$/.exec(context.path) ?? [];
    if (name === undefined) return next();
    context.set('cache-control', 'no-store');
    if (question) {
      context.body = seen.get(name) ?? [];
      return undefined;
    }
    const { status = '200', type, location, body = '', 'retry-after': wait } = context.query;
    const asked = { method: context.method, type: context.get('content-type'), body: '' };
    for await (const chunk of context.req) asked.body += chunk;
    seen.set(name, [...(seen.get(name) ?? []), asked]);
    context.set('access-control-allow-origin', context.get('origin') || '*');
    context.set('access-control-allow-credentials', 'true');
    context.status = Number(status);
    if (type) context.set('content-type', type);
    if (location) context.set('location', location);
    if (wait) context.set('retry-after', wait);
    // An empty body would make Koa send 204.
    context.res.writeHead(context.status, context.response.headers);
    context.res.end(body);
    context.respond = false;
    return undefined;
  };
}
