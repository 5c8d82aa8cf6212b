// The encoder alone, without the package's canvas, PNG and terminal renderers. The package has no types for it.
declare module 'qrcode/lib/core/qrcode.js' {
  const core: Pick<typeof import('qrcode'), 'create'>;
  export default core;
}
