/** Joins the names that apply: `classNames("a", on && "a--on")`. */
export const classNames = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(" ");
