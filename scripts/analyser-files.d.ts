import { type Plugin } from "vite";
/** Every file of the folder that the analysers run from, by its name. */
export declare const analyserFiles: () => ReadonlyMap<string, () => Promise<string | Uint8Array>>;
/**
 * Puts the analysers (faces, people) with their models into `/analysers/` of a build and of the
 * development server: they are loaded when they are first used, and nothing of them comes from elsewhere.
 */
export declare const analysers: () => Plugin;
