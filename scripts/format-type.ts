const width = 120;

/** Splits at a mark that stands outside of all brackets. */
const splitAt = (text: string, mark: string): readonly string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if ("{([<".includes(sign)) depth += 1;
    if ("})]".includes(sign) || (sign === ">" && text.charAt(at - 1) !== "=")) depth -= 1;
    if (depth > 0 || !text.startsWith(mark, at)) continue;
    parts.push(text.slice(start, at));
    start = at + mark.length;
  }
  return [...parts, text.slice(start)];
};

/** A type of TypeScript in one line, or broken at its unions and fields where that is too long to read. */
export const formatType = (text: string, indent = ""): string => {
  if (indent.length + text.length <= width) return text;
  const members = splitAt(text, " | ");
  if (members.length > 1) return members.map((member) => `\n${indent}  | ${formatType(member, `${indent}    `)}`).join("");
  const [, body] = /^\{ (.*) \}$/.exec(text) ?? [];
  if (body === undefined) return text;
  const fields = splitAt(body, "; ").map((field) => {
    const [name = "", ...type] = field.replace(/;$/, "").split(": ");
    return `${indent}  ${name}: ${formatType(type.join(": "), `${indent}  `)};\n`;
  });
  return `{\n${fields.join("")}${indent}}`;
};
