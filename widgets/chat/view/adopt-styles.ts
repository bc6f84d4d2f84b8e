/**
 * Gives a style sheet to the page around `root`, until `end`. A constructed sheet, since the policy of our
 * pages refuses style elements, and a bundle in a frame has no file to link.
 */
export const adoptStyles = (root: HTMLElement, css: string, end: AbortSignal): void => {
  const found = root.getRootNode();
  const scope = found instanceof ShadowRoot ? found : root.ownerDocument;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  const remove = () => {
    scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
  };
  end.addEventListener("abort", remove, { once: true });
};
