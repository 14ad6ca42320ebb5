/**
 * wasm-vips, compiled once for all engines while the user still types. Streaming compilation overlaps the download and
 * lets the browser cache the machine code; it needs the right content type, so a server without it costs only time.
 * Rejects if the file cannot be had or is no WebAssembly: then there is no engine at all.
 * @param vipsFolder absolute URL of the folder with wasm-vips' files, ending in a slash
 */
export async function compileVips(vipsFolder: string): Promise<WebAssembly.Module> {
  const url = new URL('vips.wasm', vipsFolder);
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`vips.wasm: HTTP ${response.status}`);
    return await WebAssembly.compile(await response.arrayBuffer());
  }
}
