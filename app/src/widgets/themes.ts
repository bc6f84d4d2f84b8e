import { signal, type ReadonlySignal } from "@preact/signals";
import type { WidgetManifest } from "@tfx/protocol/widgets";

type Theme = NonNullable<WidgetManifest["theme"]>;

/** Themes: colours that a widget which is data alone gives the page. */
export interface Themes {
  /** Widget whose colours are worn now. */
  readonly worn: ReadonlySignal<string | undefined>;
  /** Puts a theme on, or takes it off again. */
  toggle(manifest: WidgetManifest): void;
}

/** A rule with the colours, each for light and dark; the manifest's schema lets nothing but colours in. */
export const themeRule = ({ light, dark }: Theme): string => {
  const names = [...new Set([...Object.keys(light), ...Object.keys(dark)])] as (keyof Theme["light"])[];
  const colours = names.flatMap((name) => {
    const [bright, dim] = [light[name] ?? dark[name], dark[name] ?? light[name]];
    return bright === undefined || dim === undefined ? [] : [`--${name}: light-dark(${bright}, ${dim});`];
  });
  return `:root { ${colours.join(" ")} }`;
};

/** Themes of a page, until the signal aborts. A constructed sheet is no inline style, which our policy refuses. */
export const createThemes = (page: Document, end: AbortSignal): Themes => {
  const sheet = new CSSStyleSheet();
  const worn = signal<string | undefined>(undefined);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  end.addEventListener("abort", () => (page.adoptedStyleSheets = page.adoptedStyleSheets.filter((other) => other !== sheet)), {
    once: true,
  });
  return {
    worn,
    toggle: ({ id, theme }) => {
      const takesOff = worn.peek() === id || theme === undefined;
      worn.value = takesOff ? undefined : id;
      sheet.replaceSync(takesOff ? "" : themeRule(theme));
    },
  };
};
