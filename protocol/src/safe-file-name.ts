/**
 * A file's name as it may be shown and saved: without a path, control characters, or a change of
 * direction that hides its ending; at most 120 code units, of which the ending is kept.
 */
export const safeFileName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, "").replace(/^[.\s]+|[.\s]+$/g, "");
  return clean === "" ? "file" : clean.slice(-120);
};
