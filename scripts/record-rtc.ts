import type { Plugin } from "vite";

/** The part of the package that is kept. */
const recorder = { from: "function RecordRTC(mediaStream, config) {", to: "RecordRTC.version = " } as const;

/**
 * RecordRTC without its stock recorders: they keep every chunk in memory, and fetch scripts from addresses
 * that stores refuse in a package. What is left asks the recorder that it is given, and nothing else.
 */
export const recordRtcAlone = (source: string): string => {
  const from = source.indexOf(recorder.from);
  const to = source.indexOf(recorder.to, from);
  if (from < 0 || to < 0) throw new Error("recordrtc is not the version whose parts are known.");
  return [
    // Stand-ins for the globals of the package that the kept part names.
    "const Storage = {};",
    "const bytesToSize = String;",
    "const RecordRTCConfiguration = function (_stream, config) { return config; };",
    "const GetRecorderType = function (_stream, { recorderType }) { return recorderType; };",
    // Its comments name recorders and addresses too.
    source.slice(from, to).replaceAll(/\/\*[\s\S]*?\*\//g, ""),
    "export default RecordRTC;",
  ].join("\n");
};

/** Keeps of RecordRTC only what our own recorder needs. */
export const recordRtc = (): Plugin => ({
  name: "tfx:record-rtc",
  enforce: "pre",
  transform: (code, id) => (/\/recordrtc\/RecordRTC\.js(?:$|\?)/.test(id) ? { code: recordRtcAlone(code), map: null } : undefined),
});
