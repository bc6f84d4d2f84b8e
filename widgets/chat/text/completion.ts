import type { Mention } from "../messages/entry.ts";
import { findEmoji } from "./emoji.ts";

/** What could be put in place of the word before the caret. */
export interface Completion {
  readonly from: number;
  readonly choices: readonly { readonly label: string; readonly insert: string }[];
}

const mostChoices = 6;

const findPeople = (query: string, people: readonly Mention[]): readonly Mention[] => {
  const wanted = query.toLocaleLowerCase();
  const words = (name: string) => [name, ...name.split(/\s+/)].map((word) => word.toLocaleLowerCase());
  return people.filter(({ name }) => words(name).some((word) => word.startsWith(wanted)));
};

/** Names after an "@", or signs after a ":" and two letters, that complete what stands before the caret. */
export const findCompletion = (text: string, caret: number, people: readonly Mention[]): Completion | undefined => {
  const before = text.slice(Math.max(0, caret - 82), caret);
  const name = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,40})$/u.exec(before)?.[1];
  const named = name === undefined ? [] : findPeople(name, people);
  if (name !== undefined && named.length > 0)
    return {
      from: caret - name.length - 1,
      choices: named.slice(0, mostChoices).map((person) => ({ label: person.name, insert: `@${person.name} ` })),
    };
  const code = /(?:^|\s):([a-z_]{2,16})$/.exec(before)?.[1];
  const signs = code === undefined ? [] : findEmoji(code, mostChoices);
  if (code === undefined || signs.length === 0) return undefined;
  return {
    from: caret - code.length - 1,
    choices: signs.map((sign) => ({ label: `${sign.emoji} :${sign.code}:`, insert: `${sign.emoji} ` })),
  };
};
