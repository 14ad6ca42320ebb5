/** Written into the code by the build. */
declare const __VIPS_FOLDER__: string;
declare const __SAMPLES__: readonly string[];
