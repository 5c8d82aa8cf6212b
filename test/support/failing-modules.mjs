/** `/fails/<n>/<name>.js` answers 503 n times, and then with a module. */
export function failingModules() {
  const asked = new Map();
  return (context, next) => {
    const [, failures] = /^\/fails\/(\d+)\/[\w-]+\.js$/.exec(context.path) ?? [];
    if (failures === undefined) return next();
    const count = (asked.get(context.path) ?? 0) + 1;
    asked.set(context.path, count);
    context.set('cache-control', 'no-store');
    if (count <= Number(failures)) {
      context.status = 503;
      return undefined;
    }
    context.type = 'text/javascript';
    context.body = 'export const there = true;';
    return undefined;
  };
}
