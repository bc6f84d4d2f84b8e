/**
 * Gives the document (or shadow tree) of a widget its styles until the widget ends. Adopted sheets are
 * not inline styles, so they hold under a Content Security Policy of `style-src 'self'`, in a frame too.
 */
export const adoptStyles = (root: HTMLElement, texts: readonly string[], signal: AbortSignal): void => {
  if (signal.aborted) return;
  const tree = root.getRootNode();
  const scope = tree instanceof ShadowRoot ? tree : root.ownerDocument;
  const sheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, ...sheets];
  const remove = () => {
    scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  };
  signal.addEventListener("abort", remove, { once: true });
};
