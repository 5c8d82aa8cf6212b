// The encoder alone, without the package's canvas, PNG and terminal renderers; it has no types of its own.
declare module 'qrcode/lib/core/qrcode.js' {
  const core: Pick<typeof import('qrcode'), 'create'>;
  export default core;
}
