/** AssemblyScript, compiled by the plugin of `vite.config.ts`: the bytes of a WebAssembly module. */
declare module '*.as.ts?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
